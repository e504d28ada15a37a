import { describe, expect, it } from "vitest";
import { inspectRoster } from "./inspect-roster";
import type { RosterNote } from "./schema";
import { rosterFile, utf16 } from "./testing/roster-files";

const rows = "Engineer,IT,3\nClerk,HR,2\n";
const plain = `Job Title,Department,Headcount\n${rows}`;
const accented =
  "Job Title;Department;Headcount\nIngénieur;Développement;3\nSecrétaire – “Büro”;Übersetzung;2\n";
const latin1 = (text: string) => Buffer.from(text, "latin1");

const codesOf = (notes: readonly RosterNote[]) => notes.map((note) => note.code);
const inspect = (content: string | Uint8Array, ending?: string) => inspectRoster(rosterFile(content, ending));

describe("sound files, odd ones too, are read right", () => {
  const cases: [name: string, content: string | Uint8Array, expected: object, ending?: string][] = [
    ["plain CSV", plain, { encoding: "utf-8", delimiter: ",", rows: 2, people: 5, headerLine: 1 }],
    ["no line end at the end", plain.trimEnd(), { rows: 2, people: 5 }],
    ["UTF-8 with byte order mark", `\uFEFF${plain}`, { encoding: "utf-8", rows: 2 }],
    ["semicolons", plain.replaceAll(",", ";"), { delimiter: ";", people: 5 }],
    ["tabs", plain.replaceAll(",", "\t"), { delimiter: "\t", people: 5 }],
    ["tabs in a .tsv", plain.replaceAll(",", "\t"), { delimiter: "\t", people: 5 }, ".tsv"],
    ["pipes in a .txt", plain.replaceAll(",", "|"), { delimiter: "|", people: 5 }, ".txt"],
    ["ending in capitals", plain, { people: 5 }, ".CSV"],
    ["CR-only line ends", plain.replaceAll("\n", "\r"), { rows: 2, people: 5 }],
    ["CRLF line ends", plain.replaceAll("\n", "\r\n"), { rows: 2, people: 5 }],
    [
      "mixed line ends",
      "Job Title,Department,Headcount\r\nEngineer,IT,3\nClerk,HR,2\r",
      { rows: 2, people: 5 },
    ],
    ["UTF-16 LE with mark", utf16(accented, "le"), { encoding: "utf-16le", delimiter: ";", people: 5 }],
    ["UTF-16 BE with mark", utf16(accented, "be"), { encoding: "utf-16be", delimiter: ";", people: 5 }],
    ["UTF-16 LE without mark", utf16(plain, "le", false), { encoding: "utf-16le", people: 5 }],
    ["UTF-16 BE without mark", utf16(plain, "be", false), { encoding: "utf-16be", people: 5 }],
    [
      "Latin-1",
      latin1("Intitulé du poste;Département\nIngénieur;Développement\n"),
      { encoding: "windows-1252", rows: 1 },
    ],
    [
      "Excel's line that names the delimiter",
      `sep=;\n${plain.replaceAll(",", ";")}`,
      { delimiter: ";", headerLine: 2 },
    ],
    [
      "decimal commas beside semicolons",
      "Job Title;Headcount;Share\nEngineer;3;0,5\nClerk;2;1,5\n",
      { delimiter: ";", people: 5 },
    ],
    [
      "titles with commas in quotes",
      'Job Title,Department\n"Engineer, Software",IT\n"Clerk, Sr",HR\n',
      { rows: 2, delimiter: "," },
    ],
    [
      "titles with commas between tabs",
      "Job Title\tDepartment\nEngineer, Software\tIT\nClerk, Sr\tHR\n",
      { delimiter: "\t", rows: 2 },
    ],
    ["one column", "Job Title\nEngineer\nClerk\n", { delimiter: ",", rows: 2, people: 2 }],
    [
      "one column with commas in the text",
      "Job Title\nEngineer, Software\nClerk, Sr\nCook\n",
      { delimiter: null, rows: 3, roles: 3 },
    ],
    ["all cells quoted", '"Job Title","Headcount"\n"Engineer","3"\n', { people: 3 }],
    ["spaces before quotes", 'Job Title, Department\n"Engineer", "IT, Ops"\n', { rows: 1 }],
    ["an inch mark in a title", 'Job Title,Department\nTurner 12" lathe,Works\n', { rows: 1 }],
    [
      "a line end inside a cell",
      'Job Title,Headcount\n"Engineer\nSoftware",3\nClerk,2\n',
      { rows: 2, people: 5 },
    ],
    [
      "a trailing delimiter on every line",
      "Job Title,Headcount,\nEngineer,3,\nClerk,2,\n",
      { rows: 2, people: 5 },
    ],
    [
      "a trailing delimiter on data lines only",
      "Job Title,Headcount\nEngineer,3,\nClerk,2,,\n",
      { rows: 2, people: 5 },
    ],
    [
      "three lines over the header",
      `Staff report\nAs of 2025-01-31\n\n${plain}`,
      { headerLine: 4, rows: 2, people: 5 },
    ],
    ["a banner that names a field", `Department: Sales\n\n${plain}`, { headerLine: 3, rows: 2 }],
    ["blank lines over the header", `\n\n${plain}`, { headerLine: 3, people: 5 }],
    [
      "a total row",
      `${plain}Total,,5\n`,
      { rows: 2, people: 5, ignored: { blank: 0, total: 1, repeatedHeader: 0 } },
    ],
    ["a grand total in another column", `${plain},Grand Total,5\n`, { rows: 2, people: 5 }],
    [
      "a German total",
      "Stelle;Abteilung;Anzahl Mitarbeiter\nLeiter;IT;3\nGesamtsumme;;3\n",
      { rows: 1, people: 3 },
    ],
    [
      "a job that begins with Total",
      "Job Title,Headcount\nTotal Rewards Manager,3\n",
      { rows: 1, people: 3 },
    ],
    [
      "blank rows",
      "Job Title,Headcount\nEngineer,3\n,\n\n  ,\t\nClerk,2\n",
      { rows: 2, ignored: { blank: 3, total: 0, repeatedHeader: 0 } },
    ],
    [
      "a header repeated on each page",
      `${plain}Job Title,Department,Headcount\n${rows}`,
      { rows: 4, people: 10 },
    ],
    [
      "thousands with commas",
      'Job Title,Headcount\nEngineer,"1,200"\nClerk,"12,345,678"\n'.replace("12,345,678", "1,345,678"),
      { people: 1_346_878 },
    ],
    [
      "thousands with spaces and apostrophes",
      "Job Title;Headcount\nEngineer;1 200\nClerk;1'300\n",
      { people: 2_500 },
    ],
    ["whole numbers with zero decimals", "Job Title,Headcount\nEngineer,3.0\nClerk,2.00\n", { people: 5 }],
    ["blank headcounts", "Job Title,Headcount\nEngineer,3\nClerk,\n", { rows: 2, people: 4 }],
    [
      "no headcount column",
      "Job Title,Department\nEngineer,IT\nEngineer,IT\n",
      { rows: 2, people: 2, roles: 1 },
    ],
    [
      "a header in another alphabet, titles by their values",
      "Должность,Отдел\nSoftware Engineer,IT\nSenior Accountant,HR\nSales Manager,HR\n",
      { rows: 3 },
    ],
    ["only a header word in capitals", "JOB_TITLE\nENGINEER\n", { rows: 1 }],
    ["a cell of 32,767 characters", `Job Title,Notes\nEngineer,${"x".repeat(32_767)}\n`, { rows: 1 }],
    ["256 columns", `Job Title${",c".repeat(255)}\nEngineer${",x".repeat(255)}\n`, { rows: 1 }],
    ["letters beyond the basic plane", "Job Title,Department\nEngineer 🚀,研究開発\n", { rows: 1 }],
    ["a title that is a formula", "Job Title,Department\n=SUM(A1),IT\n", { rows: 1 }],
  ];
  it.each(cases)("%s", async (_, content, expected, ending) => {
    const inspection = await inspect(content, ending);
    expect(inspection.errors).toEqual([]);
    expect(inspection).toMatchObject({ ok: true, format: "csv", ...expected });
  });
});

describe("broken files are refused with their reason", () => {
  const cases: [name: string, content: string | Uint8Array, expected: object, ending?: string][] = [
    ["an empty file", "", { code: "file_empty", line: null }],
    ["only a byte order mark", "\uFEFF", { code: "file_empty" }],
    ["only blank lines", "\n \n\n", { code: "file_empty" }],
    ["only a header", "Job Title,Headcount\n", { code: "no_data_rows" }],
    ["only a header without line end", "Job Title;Headcount", { code: "no_data_rows" }],
    ["a header and a total", "Job Title,Headcount\nTotal,0\n", { code: "no_data_rows" }],
    ["no title column", "Department,Headcount\nIT,3\n", { code: "title_column_missing", line: 1 }],
    [
      "no header, titles first",
      "Engineer,IT,3\nAccountant,HR,2\nSales Manager,HR,2\nNurse,Care,1\n",
      { code: "header_missing" },
    ],
    [
      "no header, a title nobody knows first",
      "Rigger,IT,3\nAccountant,HR,2\nSales Manager,HR,2\nNurse,Care,1\n",
      { code: "header_missing" },
    ],
    ["numbers only", "1,2\n3,4\n", { code: "header_missing" }],
    [
      "an unbalanced quote",
      'Job Title,Department\nEngineer,IT\n"Clerk,HR\nCook,Canteen\n',
      { code: "quote_not_closed", line: 3 },
    ],
    [
      "text after a closing quote",
      'Job Title,Department\n"Engineer"s,IT\n',
      { code: "quote_misplaced", line: 2 },
    ],
    ["a huge cell", `Job Title,Notes\nEngineer,${"x".repeat(40_000)}\n`, { code: "cell_too_long", line: 2 }],
    ["300 columns", `Job Title${",c".repeat(299)}\nEngineer\n`, { code: "too_many_columns", line: 1 }],
    ["500,001 rows", `Job Title\n${"x\n".repeat(500_001)}`, { code: "too_many_rows", line: 500_002 }],
    ["a PDF named .csv", "%PDF-1.7\n%âãÏÓ\n1 0 obj", { code: "type_unsupported" }],
    ["an old workbook named .csv", Buffer.from("d0cf11e0a1b11ae1", "hex"), { code: "type_unsupported" }],
    ["a web page named .csv", "<!DOCTYPE html><html><table>", { code: "type_unsupported" }],
    ["a picture named .csv", Buffer.from("89504e470d0a1a0a", "hex"), { code: "type_unsupported" }],
    ["a gzip file named .csv", Buffer.from("1f8b0800", "hex"), { code: "type_unsupported" }],
    ["a zip file named .csv", Buffer.from("504b0304", "hex"), { code: "type_mismatch" }],
    ["CSV named .xlsx", plain, { code: "type_mismatch" }, ".xlsx"],
    ["CSV named .xls", plain, { code: "type_unsupported", value: ".xls" }, ".xls"],
    ["no ending", plain, { code: "type_unsupported" }, ""],
    ["zero bytes all over", Buffer.alloc(500), { code: "text_undecodable" }],
    ["UTF-32", Buffer.from("fffe00004a000000", "hex"), { code: "text_undecodable" }],
    [
      "UTF-16 cut in half",
      Buffer.concat([utf16(plain, "le"), Buffer.from([0x41])]),
      { code: "text_undecodable" },
    ],
    ["a lone surrogate in UTF-16", utf16(`${plain}\uD800x`, "le"), { code: "text_undecodable" }],
    [
      "two encodings in one file",
      Buffer.concat([Buffer.from("Job Title,Department\nIngénieur,Qualité\n"), latin1("Secrétaire,HR\n")]),
      { code: "text_undecodable", line: 3 },
    ],
  ];
  it.each(cases)("%s", async (_, content, expected, ending) => {
    const inspection = await inspect(content, ending);
    expect(inspection.ok).toBe(false);
    expect(inspection.errors[0]).toMatchObject(expected);
  });

  it("also refuses what cannot be opened, without naming a path", async () => {
    const missing = await inspectRoster("/no/such/roster.csv");
    expect(missing.errors).toMatchObject([{ code: "file_unreadable" }]);
    expect(JSON.stringify(missing.errors)).not.toContain("/no/such");
    expect((await inspectRoster("/tmp")).errors).toMatchObject([{ code: "file_unreadable" }]);
  });

  it("refuses more than 100 MB before reading them", async () => {
    const { errors } = await inspect(Buffer.alloc(100 * 1024 * 1024 + 1));
    expect(errors).toMatchObject([{ code: "file_too_large" }]);
  });
});

describe("faults of rows are listed, each with line, column, value, message and hint", () => {
  it("names line 17 for a headcount of -3 there", async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `Engineer ${index},${index === 15 ? -3 : 2}`);
    const inspection = await inspect(`Job Title,Headcount\n${lines.join("\n")}\n`);
    expect(inspection.ok).toBe(false);
    expect(inspection.errors).toEqual([
      {
        code: "headcount_invalid",
        line: 17,
        column: "Headcount",
        value: "-3",
        message: "Line 17: headcount is -3.",
        hint: "Write a whole number from 1 to 10,000,000.",
      },
    ]);
  });

  const cases: [name: string, content: string, expected: object[]][] = [
    ["no title", "Job Title,Department\n,IT\n", [{ code: "title_missing", line: 2, column: "Job Title" }]],
    ["a title of spaces", "Job Title,Department\n   ,IT\n", [{ code: "title_missing", line: 2 }]],
    ["headcount zero", "Job Title,Headcount\nEngineer,0\n", [{ code: "headcount_invalid", value: "0" }]],
    [
      "headcount with decimals",
      "Job Title,Headcount\nEngineer,2\nClerk,1.5\n",
      [{ code: "headcount_invalid", line: 3 }],
    ],
    [
      "headcount in words",
      "Job Title,Headcount\nEngineer,2\nCook,2\nBaker,1\nNurse,1\nClerk,two\n",
      [{ code: "headcount_invalid", value: "two" }],
    ],
    [
      "headcount that may be a thousand or one",
      "Job Title;Headcount\nEngineer;1.000\n",
      [{ code: "headcount_invalid", value: "1.000" }],
    ],
    ["headcount too large", "Job Title,Headcount\nEngineer,10000001\n", [{ code: "headcount_invalid" }]],
    [
      "too few cells",
      "Job Title,Department,Location\nEngineer,IT\n",
      [{ code: "cells_missing", line: 2, column: null }],
    ],
    [
      "too many cells",
      "Job Title,Department\nEngineer,IT,Oslo\n",
      [{ code: "cells_extra", line: 2, value: null }],
    ],
    [
      "an id twice",
      "Employee ID,Job Title\nE1,Cook\nE2,Cook\nE1,Clerk\n",
      [{ code: "employee_id_repeated", line: 4, value: "E1" }],
    ],
    [
      "an escape character",
      "Job Title,Department\nEngi\u001bneer,IT\n",
      [{ code: "control_character", line: 2, column: "Job Title" }],
    ],
    [
      "a zero byte",
      "Job Title,Department\nEngineer,IT\nClerk,H\u0000R\n",
      [{ code: "control_character", line: 3, column: "Department" }],
    ],
    [
      "an error of a formula",
      "Job Title,Department\n#REF!,IT\n",
      [{ code: "formula_error", value: "#REF!" }],
    ],
    [
      "an error as headcount",
      "Job Title,Headcount\nEngineer,3\nCook,1\nBaker,1\nNurse,1\nClerk,#N/A\n",
      [{ code: "formula_error", line: 6 }],
    ],
    [
      "several in one row",
      "Job Title,Headcount,Employee ID\nCook,1,7\n,-1,7\n",
      [{ code: "employee_id_repeated" }, { code: "title_missing" }, { code: "headcount_invalid" }],
    ],
  ];
  it.each(cases)("%s", async (_, content, expected) => {
    const inspection = await inspect(content);
    expect(inspection.errors).toMatchObject(expected);
    expect(inspection).toMatchObject({ ok: false, errorCount: expected.length });
    for (const error of inspection.errors)
      expect(`${error.message}${error.hint}`).toMatch(/^[A-Z].+\.[A-Z].+\.$/s);
  });

  it("counts lines as an editor does, after cells with line ends too", async () => {
    const { errors } = await inspect('Job Title,Headcount\r\n"Cook\r\nand\r\nBaker",1\r\n\r\nClerk,-3\r\n');
    expect(errors).toMatchObject([{ line: 6 }]);
  });

  it("keeps the first 1,000 and counts all", async () => {
    const inspection = await inspect(`Job Title,Headcount\n${"Cook,0\n".repeat(1_500)}`);
    expect(inspection.errors).toHaveLength(1_000);
    expect(inspection.errorCount).toBe(1_500);
  });

  it("counts only the people of sound rows", async () => {
    expect(await inspect("Job Title,Headcount\nCook,4\n,9\n")).toMatchObject({ rows: 2, people: 4 });
  });
});

describe("what is noticed", () => {
  it("warns of what was left out or taken with a guess", async () => {
    const inspection = await inspect(
      "Report\n\nJob Title,,Department,Department,Headcount\nCook,x,IT,y,\n,,,,\nTotal,,,,1\nJob Title,,Department,Department,Headcount\n",
    );
    expect(inspection.ok).toBe(true);
    expect(codesOf(inspection.warnings)).toEqual([
      "header_not_first",
      "column_unnamed",
      "column_renamed",
      "blank_rows",
      "total_rows",
      "header_repeated",
      "headcount_blank",
    ]);
    expect(inspection.columns.map((column) => column.name)).toEqual([
      "Job Title",
      "Column 2",
      "Department",
      "Department (2)",
      "Headcount",
    ]);
  });

  it("shows the first 20 rows under their column names, whatever these are", async () => {
    const inspection = await inspect(`Job Title,__proto__,constructor\n${"Cook,a,b\n".repeat(30)}`);
    expect(inspection.preview).toHaveLength(20);
    expect(JSON.stringify(inspection.preview[0])).toBe(
      '{"Job Title":"Cook","__proto__":"a","constructor":"b"}',
    );
  });

  it("keeps facts, columns and preview of a file without titles", async () => {
    const inspection = await inspect("Department;Headcount\nIT;3\n");
    expect(inspection).toMatchObject({
      delimiter: ";",
      columns: [{ field: "department" }, { field: "headcount" }],
    });
    expect(inspection.preview).toEqual([{ Department: "IT", Headcount: "3" }]);
  });
});

describe("a mapping chosen by a person", () => {
  const content = "Name,Role,Unit\nAnn,Cook,Canteen\nBob,Clerk,Office\n";

  it("replaces the detection", async () => {
    const inspection = await inspectRoster(rosterFile(content), { mapping: { title: "Unit" } });
    expect(inspection).toMatchObject({ ok: true, roles: 2 });
    expect(inspection.columns).toMatchObject([
      { name: "Name", field: null },
      { name: "Role", field: null },
      { name: "Unit", field: "title", confidence: 1, reason: { rule: "chosen" } },
    ]);
  });

  it("is refused when it names a column that is not there, one column twice, or no title", async () => {
    const refusal = async (mapping: object) =>
      (await inspectRoster(rosterFile(content), { mapping })).errors[0]?.code;
    expect(await refusal({ title: "Job" })).toBe("column_unknown");
    expect(await refusal({ title: "Role", department: "Role" })).toBe("column_mapped_twice");
    expect(await refusal({ department: "Unit" })).toBe("title_column_missing");
  });
});
