import { type CorpusCase, faulty, refused, sound, textCases } from "./corpus-case";

const plain = "Job Title,Department,Headcount\nEngineer,IT,3\nClerk,HR,2\n";
const plainSegments = ["Engineer|IT|||3", "Clerk|HR|||2"];

/** Where the table begins, what stands between its rows, and what is wrong with single rows. */
export const rowCases: readonly CorpusCase[] = textCases([
  [
    "three lines over the header",
    `Staff report\nAs of 2025-01-31\n\n${plain}`,
    sound(plainSegments, { headerLine: 4 }, ["header_not_first"]),
  ],
  [
    "a banner of several cells over the header",
    `Staff,report,2025\nby,HR,\n,,\n${plain}`,
    sound(plainSegments, { headerLine: 4 }, ["header_not_first"]),
  ],
  [
    "three rows of headers",
    `Person,,\nWork,,\n${plain}`,
    sound(plainSegments, { headerLine: 3 }, ["header_not_first"]),
  ],
  [
    "a banner that names a field",
    `Department: Sales\n\n${plain}`,
    sound(plainSegments, { headerLine: 3 }, ["header_not_first"]),
  ],
  [
    "39 lines over the header",
    `${"note\n".repeat(39)}${plain}`,
    sound(plainSegments, { headerLine: 40 }, ["header_not_first"]),
  ],
  [
    "a header in another alphabet",
    "Должность,Отдел\nSoftware Engineer,IT\nSenior Accountant,HR\nSales Manager,HR\n",
    sound(["Software Engineer||||1", "Senior Accountant||||1", "Sales Manager||||1"], {}, [
      "column_uncertain",
    ]),
  ],
  [
    "no header, titles known",
    "Engineer,IT,3\nAccountant,HR,2\nSales Manager,HR,2\nNurse,Care,1\n",
    refused("header_missing"),
  ],
  [
    "no header, first title unknown",
    "Rigger,IT,3\nAccountant,HR,2\nSales Manager,HR,2\nNurse,Care,1\n",
    refused("header_missing"),
  ],
  ["numbers alone", "1,2\n3,4\n", refused("header_missing")],
  ["no titles", "Department,Headcount\nIT,3\n", refused("title_column_missing", { line: 1 })],
  [
    "the same name twice",
    "Job Title,Job Title,Department\nClerk,Cook,HR\n",
    sound(["Clerk|HR|||1"], {}, ["column_renamed"]),
  ],
  [
    "names that differ in blanks alone",
    "Job Title,Notes, Notes ,notes\nClerk,a,b,c\n",
    sound(["Clerk||||1"], {}, ["column_renamed"]),
  ],
  [
    "columns without name",
    "Job Title,,Department,\nClerk,a,HR,b\n",
    sound(["Clerk|HR|||1"], {}, ["column_unnamed", "column_unnamed"]),
  ],
  [
    "names that objects have",
    "__proto__,constructor,Job Title,toString\na,b,Clerk,c\n",
    sound(["Clerk||||1"]),
  ],
  [
    "a column named as one is that has no name",
    "Column 2,,Job Title\na,b,Clerk\n",
    sound(["Clerk||||1"], {}, ["column_unnamed"]),
  ],
  ["a name of several lines", '"Job\nTitle","Head\r\ncount"\nClerk,2\n', sound(["Clerk||||2"])],
  ["names in one word", "jobTitle,departmentName,headCount\nClerk,HR,2\n", sound(["Clerk|HR|||2"])],
  ["names with underscores", "JOB_TITLE;DEPT_NAME;HEAD_COUNT\nCLERK;HR;2\n", sound(["CLERK|HR|||2"])],
  ["a trailing delimiter everywhere", "Job Title,Headcount,\nEngineer,3,\n", sound(["Engineer||||3"])],
  [
    "a trailing delimiter below the header",
    "Job Title,Headcount\nEngineer,3,\nClerk,2,,\n",
    sound(["Engineer||||3", "Clerk||||2"]),
  ],
  [
    "blank rows",
    "Job Title,Headcount\nEngineer,3\n,\n\n  ,\t\n\u200B,\nClerk,2\n",
    sound(["Engineer||||3", "Clerk||||2"], {}, ["blank_rows"]),
  ],
  ["a total", `${plain}Total,,5\n`, sound(plainSegments, {}, ["total_rows"])],
  ["a grand total in another column", `${plain},Grand Total,5\n`, sound(plainSegments, {}, ["total_rows"])],
  [
    "totals of groups",
    "Job Title,Headcount\nClerk,3\nClerk Total,3\nCook,2\nCook Total,2\nGrand Total,5\n",
    sound(["Clerk||||3", "Cook||||2"], {}, ["total_rows"]),
  ],
  [
    "a German total",
    "Stelle;Abteilung;Anzahl Mitarbeiter\nLeiter;IT;3\nGesamtsumme;;3\n",
    sound(["Leiter|IT|||3"], {}, ["total_rows"]),
  ],
  [
    "a French total",
    "Intitulé du poste;Service;Effectif\nCuisinier;Cantine;3\nSous-total;;3\nTotal général;;3\n",
    sound(["Cuisinier|Cantine|||3"], {}, ["total_rows"]),
  ],
  [
    "a total beside its number in one cell",
    "Job Title,Headcount\nClerk,3\nTotal: 3,\n",
    sound(["Clerk||||3"], {}, ["total_rows"]),
  ],
  [
    "a title that begins with Total",
    "Job Title,Headcount\nTotal Rewards Manager,3\n",
    sound(["Total Rewards Manager||||3"]),
  ],
  ["a header and a total", "Job Title,Headcount\nTotal,0\n", refused("no_data_rows")],
  [
    "a header on each page",
    `${plain}Job Title,Department,Headcount\n${plain}`,
    sound(["Engineer|IT|||6", "Clerk|HR|||4"], {}, ["header_repeated"]),
  ],
  [
    "a header on each page, with other blanks",
    `${plain} Job Title ,Department, Headcount\nCook,HR,1\n`,
    sound([...plainSegments, "Cook|HR|||1"], {}, ["header_repeated"]),
  ],
  [
    "thousands with commas",
    'Job Title,Headcount\nEngineer,"1,200"\nClerk,"1,345,678"\n',
    sound(["Engineer||||1200", "Clerk||||1345678"]),
  ],
  [
    "thousands with spaces and apostrophes",
    "Job Title;Headcount\nEngineer;1 200\nClerk;1'300\nCook;1\u202F400\n",
    sound(["Engineer||||1200", "Clerk||||1300", "Cook||||1400"]),
  ],
  ["millions with points", "Job Title;Headcount\nEngineer;1.200.300\n", sound(["Engineer||||1200300"])],
  [
    "numbers of statistics programs",
    "Job Title,Headcount\nEngineer,3.0\nClerk,2.00\n",
    sound(["Engineer||||3", "Clerk||||2"]),
  ],
  [
    "1 and 10,000,000",
    "Job Title,Headcount\nEngineer,1\nClerk,10000000\n",
    sound(["Engineer||||1", "Clerk||||10000000"]),
  ],
  [
    "no headcount in one row",
    "Job Title,Headcount\nEngineer,3\nClerk,\n",
    sound(["Engineer||||3", "Clerk||||1"], {}, ["headcount_blank"]),
  ],
  ["leading zeros of ids", "Employee ID,Job Title\n007,Clerk\n7,Clerk\n", sound(["Clerk||||2"])],
  [
    "titles that look like dates, codes and numbers",
    "Job Title,Department\n1-2,03-04\n007,1E5\n2024-01-02,IT\n",
    sound(["1-2|03-04|||1", "007|1E5|||1", "2024-01-02|IT|||1"]),
  ],
  [
    "titles that look like formulas",
    "Job Title,Department\n=SUM(A1),+IT\n-Clerk,@HR\n",
    sound(["=SUM(A1)|+IT|||1", "-Clerk|@HR|||1"]),
  ],
  [
    "titles that look like commands",
    'Job Title,Department\n"\'; drop table roles; --",<b>IT</b>\n',
    sound(["'; drop table roles; --|<b>IT</b>|||1"]),
  ],
  [
    "headcounts that are none",
    "Job Title,Headcount\na,0\nb,-3\nc,2.5\nd,1.200\ne,1E3\nf,10000001\ng,three\nh,1e400\ni,٣\nj,0x10\nk,4 FTE\n",
    faulty(
      ["headcount_invalid", 2, "Headcount", "0"],
      ["headcount_invalid", 3, "Headcount", "-3"],
      ["headcount_invalid", 4, "Headcount", "2.5"],
      ["headcount_invalid", 5, "Headcount", "1.200"],
      ["headcount_invalid", 6, "Headcount", "1E3"],
      ["headcount_invalid", 7, "Headcount", "10000001"],
      ["headcount_invalid", 8, "Headcount", "three"],
      ["headcount_invalid", 9, "Headcount", "1e400"],
      ["headcount_invalid", 10, "Headcount", "٣"],
      ["headcount_invalid", 11, "Headcount", "0x10"],
      ["headcount_invalid", 12, "Headcount", "4 FTE"],
    ),
  ],
  [
    "rows without title",
    "Job Title,Department,Headcount\n,IT,3\n \t,HR,1\nClerk,HR,2\n",
    faulty(["title_missing", 2, "Job Title", null], ["title_missing", 3, "Job Title", null]),
  ],
  [
    "ragged rows",
    "Job Title,Department,Headcount\nEngineer,IT\nClerk,HR,2,x\nCook,HR,1\n",
    faulty(["cells_missing", 2, null, null], ["cells_extra", 3, null, null]),
  ],
  ["one line without a delimiter at the end", `${plain}\u001A`, faulty(["cells_missing", 4, null, null])],
  [
    "an unquoted comma in a title",
    "Job Title,Department\nEngineer, Software,IT\n",
    faulty(["cells_extra", 2, null, null]),
  ],
  [
    "ids that come again",
    "Employee ID,Job Title\n7,Clerk\n8,Cook\n7,Nurse\n7 ,Nurse\n",
    faulty(["employee_id_repeated", 4, "Employee ID", "7"], ["employee_id_repeated", 5, "Employee ID", "7"]),
  ],
  [
    "ids a spreadsheet has shortened",
    "Employee ID,Job Title\n1.23E+10,Clerk\n1.23E+10,Cook\n",
    sound(["Clerk||||1", "Cook||||1"]),
  ],
  [
    "errors of formulas",
    "Job Title,Department,Headcount\n#REF!,IT,1\nClerk,#N/A,1\nCook,HR,#DIV/0!\n",
    faulty(
      ["formula_error", 2, "Job Title", "#REF!"],
      ["formula_error", 3, "Department", "#N/A"],
      ["formula_error", 4, "Headcount", "#DIV/0!"],
    ),
  ],
  [
    "a long value, cut at an emoji",
    () => `Job Title,Headcount\nClerk,${"x".repeat(199)}🚀y\n`,
    faulty(["headcount_invalid", 2, "Headcount", `${"x".repeat(199)}…`]),
  ],
  [
    "several faults of one row",
    "Employee ID,Job Title,Headcount\n1,Clerk,1\n1,,0\n",
    faulty(
      ["employee_id_repeated", 3, "Employee ID", "1"],
      ["title_missing", 3, "Job Title", null],
      ["headcount_invalid", 3, "Headcount", "0"],
    ),
  ],
]);
