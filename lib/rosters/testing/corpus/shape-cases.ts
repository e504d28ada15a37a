import { type CorpusCase, faulty, refused, sound, textCases } from "./corpus-case";

const plain = "Job Title,Department,Headcount\nEngineer,IT,3\nClerk,HR,2\n";
const plainSegments = ["Engineer|IT|||3", "Clerk|HR|||2"];
const swapped = (delimiter: string) => plain.replaceAll(",", delimiter);

/** Delimiters, line ends and quotation marks. */
export const shapeCases: readonly CorpusCase[] = textCases([
  ["commas", plain, sound(plainSegments, { delimiter: ",", headerLine: 1 })],
  ["semicolons", swapped(";"), sound(plainSegments, { delimiter: ";" })],
  ["tabs", swapped("\t"), sound(plainSegments, { delimiter: "\t" }), "roster.tsv"],
  ["pipes", swapped("|"), sound(plainSegments, { delimiter: "|" }), "roster.txt"],
  ["an ending in capitals", plain, sound(plainSegments), "ROSTER.CSV"],
  ["a name with dots, spaces and paths", plain, sound(plainSegments), "..\\..\\etc/2024.06 staff list.csv"],
  [
    "commas in tabs",
    "Job Title\tDepartment\nEngineer, Software\tIT, Ops\n",
    sound(["Engineer, Software|IT, Ops|||1"]),
  ],
  [
    "decimal commas beside semicolons",
    "Job Title;Headcount;Share\nEngineer;3;0,5\nClerk;2;1,5\n",
    sound(["Engineer||||3", "Clerk||||2"], { delimiter: ";" }),
  ],
  [
    "commas in titles between pipes, and a lone header with none",
    "Title|Unit\nEngineer, Software, Sr|IT\nClerk, Payroll, Jr|HR\n",
    sound(["Engineer, Software, Sr|IT|||1", "Clerk, Payroll, Jr|HR|||1"], { delimiter: "|" }),
  ],
  ["sep=;", `sep=;\n${swapped(";")}`, sound(plainSegments, { delimiter: ";", headerLine: 2 })],
  [
    "SEP=| in capitals, CRLF",
    `SEP=|\r\n${swapped("|").replaceAll("\n", "\r\n")}`,
    sound(plainSegments, { delimiter: "|" }),
  ],
  ["sep= in quotes", `"sep=;"\n${swapped(";")}`, sound(plainSegments, { delimiter: ";", headerLine: 2 })],
  [
    "sep=^, an unusual one",
    `sep=^\n${swapped("^")}`,
    sound(plainSegments, { delimiter: "^", headerLine: 2 }),
  ],
  ["sep=, after a mark", `\uFEFFsep=,\n${plain}`, sound(plainSegments, { headerLine: 2 })],
  ["carets without sep=", swapped("^"), refused("delimiter_unknown", { line: 1 })],
  ["colons without sep=", swapped(":"), refused("delimiter_unknown", { line: 1 })],
  [
    "columns of fixed width",
    "Job Title     Department\nEngineer      IT\nClerk         HR\n",
    refused("delimiter_unknown", { line: 1 }),
  ],
  [
    "each line in quotes as a whole",
    plain.replace(/^(.*)$/gm, (line) => (line ? `"${line}"` : "")),
    refused("delimiter_unknown", { line: 1 }),
  ],
  ["one column", "Job Title\nEngineer\nClerk\n", sound(["Engineer||||1", "Clerk||||1"], { delimiter: "," })],
  [
    "one column with commas",
    "Job Title\nEngineer, Software\nClerk, Sr\nCook\n",
    sound(["Engineer, Software||||1", "Clerk, Sr||||1", "Cook||||1"], { delimiter: null }),
  ],
  ["one column named by two words", "Position / Job Title\nClerk\n", sound(["Clerk||||1"])],
  ["LF", plain, sound(plainSegments)],
  ["CR", swapped(",").replaceAll("\n", "\r"), sound(plainSegments)],
  ["CRLF", plain.replaceAll("\n", "\r\n"), sound(plainSegments)],
  [
    "CR CR LF, as a text mode written twice leaves it",
    plain.replaceAll("\n", "\r\r\n"),
    sound(plainSegments, {}, ["blank_rows"]),
  ],
  [
    "every line end at once",
    "Job Title,Department\r\nEngineer,IT\nClerk,HR\rCook,HR\n\r",
    sound(["Engineer|IT|||1", "Clerk|HR|||1", "Cook|HR|||1"]),
  ],
  ["none at the end", plain.trimEnd(), sound(plainSegments)],
  [
    "a CRLF at every place where a file is cut into pieces",
    () => `Job Title,Department\r\n${"Clerk,HR\r\n".repeat(20_000)}`,
    sound(["Clerk|HR|||20000"]),
  ],
  ["all in quotes", '"Job Title","Headcount"\n"Engineer","3"\n', sound(["Engineer||||3"])],
  [
    "quotes in quotes",
    'Job Title,Department\n"The ""Fixer""",IT\n""""Clerk"""",HR\n'.replace('""""Clerk""""', '"""Clerk"""'),
    sound(['The "Fixer"|IT|||1', '"Clerk"|HR|||1']),
  ],
  [
    "delimiters and line ends in quotes",
    'Job Title,Department\n"Clerk,\nSenior","HR\r\nPay"\nCook,HR\n',
    sound(["Clerk, Senior|HR Pay|||1", "Cook|HR|||1"]),
  ],
  [
    "lines are counted through cells of several lines",
    'Job Title,Headcount\n"Clerk\r\nSenior\rII",1\nCook,x\n',
    faulty(["headcount_invalid", 5, "Headcount", "x"]),
  ],
  [
    "spaces around quotes",
    'Job Title, Department\n"Engineer" , "IT, Ops"\n',
    sound(["Engineer|IT, Ops|||1"]),
  ],
  [
    "inches in a title",
    'Job Title,Department\nTurner 12" lathe,Works\n',
    sound(['Turner 12" lathe|Works|||1']),
  ],
  ["quoted blanks", 'Job Title,Department\n"Engineer",""\n', sound(["Engineer||||1"])],
  [
    "a quote never closed",
    'Job Title,Department\nEngineer,IT\n"Clerk,HR\nCook,Canteen\n',
    refused("quote_not_closed", { line: 3 }),
  ],
  [
    "a quote opened in the last cell",
    'Job Title,Department\nEngineer,"',
    refused("quote_not_closed", { line: 2 }),
  ],
  [
    "text after a closing quote",
    'Job Title,Department\n"Engineer"s,IT\n',
    refused("quote_misplaced", { line: 2 }),
  ],
  [
    "quotes escaped with a backslash",
    'Job Title,Department\n"The \\"Fixer\\"",IT\n',
    refused("quote_misplaced", { line: 2 }),
  ],
  [
    "a quote closed much too late",
    () => `Job Title,Department\n"Clerk,HR\n${"Cook,Canteen\n".repeat(3_000)}Cook",HR\n`,
    refused("cell_too_long", { line: 2 }),
  ],
  ["32,767 characters", () => `Job Title,Notes\nEngineer,${"x".repeat(32_767)}\n`, sound(["Engineer||||1"])],
  [
    "32,768 characters",
    () => `Job Title,Notes\nEngineer,${"x".repeat(32_768)}\n`,
    refused("cell_too_long", { line: 2 }),
  ],
  [
    "32,767 characters of a title",
    () => `Job Title\n${"x".repeat(32_767)}\n`,
    sound([`${"x".repeat(32_767)}||||1`]),
  ],
  [
    "32,767 quotes in quotes",
    () => `Job Title,Notes\nEngineer,"${'""'.repeat(32_767)}"\n`,
    sound(["Engineer||||1"]),
  ],
  [
    "256 columns",
    () => `Job Title${",c".repeat(255)}\nEngineer${",x".repeat(255)}\n`,
    sound(["Engineer||||1"]),
  ],
  [
    "257 columns",
    () => `Job Title${",c".repeat(256)}\nEngineer${",x".repeat(256)}\n`,
    refused("too_many_columns", { line: 1 }),
  ],
  [
    "256 columns and 100 blank ones",
    () => `Job Title${",c".repeat(255)}${",".repeat(100)}\nEngineer${",x".repeat(255)}${",".repeat(100)}\n`,
    sound(["Engineer||||1"]),
  ],
  [
    "a row of 20,000 cells",
    () => `Job Title,Department\nEngineer${",x".repeat(20_000)}\n`,
    refused("too_many_columns", { line: 2 }),
  ],
  ["500,000 rows", () => `Job Title\n${"x\n".repeat(500_000)}`, sound(["x||||500000"])],
  ["500,001 rows", () => `Job Title\n${"x\n".repeat(500_001)}`, refused("too_many_rows", { line: 500_002 })],
  ["no bytes", "", refused("file_empty")],
  ["a mark alone", "\uFEFF", refused("file_empty")],
  ["blank lines alone", "\n \n\t\n", refused("file_empty")],
  ["delimiters alone", ",,\n,,\n", refused("file_empty")],
  ["sep= alone", "sep=;\n", refused("file_empty")],
  ["a header alone", "Job Title,Headcount\n", refused("no_data_rows")],
  ["a header and blank lines", "Job Title,Headcount\n\n,\n", refused("no_data_rows")],
]);
