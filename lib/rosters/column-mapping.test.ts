import { describe, expect, it } from "vitest";
import { detectColumns, mappingOf } from "./column-mapping";

const people = [
  ["10017", "Meyer, Anna", "Senior Software Engineer", "IT", "Retail", "Oslo", "3", "anna@example.org"],
  ["10018", "Silva, João", "Accountant", "Finance", "Retail", "Porto", "12", "joao@example.org"],
  [
    "10019",
    "de Vries, Kim",
    "Warehouse Operator",
    "Logistics",
    "Wholesale",
    "Utrecht",
    "7",
    "kim@example.org",
  ],
  ["10020", "Lund, Per", "Sales Manager", "Sales", "Wholesale", "Lyon", "1", "per@example.org"],
];

/** Columns in the order of `people`, a blank header leaves the column out. */
function mapped(header: string) {
  const names = header.split("|");
  const kept = names.flatMap((name, index) => (name === "" ? [] : [index]));
  return mappingOf(
    detectColumns(
      kept.map((index) => names[index] ?? ""),
      people.map((row) => kept.map((index) => row[index] ?? "")),
    ),
  );
}

describe("detectColumns on headers of HR exports", () => {
  const headers: [language: string, header: string][] = [
    ["English", "Employee ID|Full Name|Job Title|Department|Line of Business|Location|Headcount|Email"],
    [
      "English, Workday",
      "Worker ID|Worker|Business Title|Cost Center|Business Unit|Work Location|Number of Employees|Work Email",
    ],
    [
      "English, code style",
      "EMPLID|LAST_NAME|JOB_TITLE|DEPT_NAME|BUSINESS_UNIT|CITY|HEAD_COUNT|EMAIL_ADDRESS",
    ],
    [
      "English, camel case",
      "employeeNumber|displayName|positionTitle|departmentName|lineOfBusiness|officeLocation|employeeCount|mail",
    ],
    ["English, plain", "ID|Name|Role|Team|Division|Site|Count|E-mail"],
    [
      "German",
      "Personalnummer|Nachname|Stellenbezeichnung|Abteilung|Geschäftsbereich|Standort|Anzahl Mitarbeiter|E-Mail",
    ],
    ["German, short", "Pers.-Nr.|Name|Funktion|Kostenstelle|Sparte|Arbeitsort|Köpfe|Mail"],
    ["French", "Matricule|Nom|Intitulé du poste|Service|Ligne d'activité|Lieu de travail|Effectif|Courriel"],
    [
      "French, other words",
      "N° employé|Nom complet|Fonction|Département|Branche|Ville|Nombre de salariés|E-mail",
    ],
    [
      "Spanish",
      "Número de empleado|Apellidos|Puesto|Departamento|Unidad de negocio|Centro de trabajo|Nº de empleados|Correo electrónico",
    ],
    [
      "Portuguese",
      "Matrícula|Nome completo|Cargo|Setor|Unidade de negócio|Local de trabalho|Número de funcionários|E-mail",
    ],
    [
      "Dutch",
      "Personeelsnummer|Achternaam|Functietitel|Afdeling|Bedrijfsonderdeel|Standplaats|Aantal medewerkers|E-mail",
    ],
    [
      "Norwegian",
      "Ansattnummer|Etternavn|Stillingstittel|Avdeling|Forretningsområde|Arbeidssted|Antall ansatte|E-post",
    ],
  ];
  it.each(headers)("%s", (_, header) => {
    const [id, , title, department, lineOfBusiness, location, headcount] = header.split("|");
    expect(mapped(header)).toEqual({
      employee_id: id,
      title,
      department,
      line_of_business: lineOfBusiness,
      location,
      headcount,
    });
  });

  it("prefers the name of a thing to its code, its level or somebody else's", () => {
    expect(mapped("Job Code||Job Title|Department")).toMatchObject({ title: "Job Title" });
    expect(mapped("||Job Title|Department Name||Department ID")).toMatchObject({
      department: "Department Name",
    });
    expect(mapped("||Position|Manager Title")).toMatchObject({ title: "Position" });
  });

  it("does not take a salutation, a number or a status for the job title", () => {
    const rows = [
      ["Mr", "4711", "Cook", "active"],
      ["Ms", "4712", "Baker", "active"],
    ];
    const columns = detectColumns(["Title", "Position", "Role", "Job status"], rows);
    expect(mappingOf(columns)).toMatchObject({ title: "Role" });
  });
});

describe("detectColumns on values", () => {
  it("finds titles by their words when no header names them, and says so", () => {
    const columns = detectColumns(
      ["A", "B", "C"],
      people.map((row) => [row[5] ?? "", row[2] ?? "", row[6] ?? ""]),
    );
    expect(columns[1]).toMatchObject({ field: "title", reason: { rule: "values", words: null } });
    expect(columns[1]?.confidence).toBeLessThan(0.7);
  });

  it("marks names and e-mail addresses as personal and shows none of them", () => {
    const columns = detectColumns(
      ["Employee Name", "Job Title", "Contact", "Manager"],
      people.map((row) => [row[1] ?? "", row[2] ?? "", row[7] ?? "", row[1] ?? ""]),
    );
    expect(columns.map((column) => column.isPersonal)).toEqual([true, false, true, true]);
    expect(columns.map((column) => column.samples.length)).toEqual([0, 3, 0, 0]);
    expect(columns.map((column) => column.field)).toEqual([null, "title", null, null]);
  });

  it("takes a column of names under “Employees” for no headcount, and a broken “Headcount” still for one", () => {
    const names = detectColumns(
      ["Employees", "Title"],
      people.map((row) => [row[1] ?? "", row[2] ?? ""]),
    );
    expect(mappingOf(names)).toEqual({ title: "Title" });
    const words = detectColumns(
      ["Headcount", "Title"],
      [
        ["two", "Cook"],
        ["three", "Baker"],
      ],
    );
    expect(mappingOf(words)).toEqual({ headcount: "Headcount", title: "Title" });
  });

  it("uses each column and each field once and keeps confidence within 0 and 1", () => {
    const names = ["Title", "Job Title", "Position", "Role", "Department", "Team", "Location", "City"];
    const columns = detectColumns(names, [names.map(() => "Engineer"), names.map(() => "Clerk")]);
    const fields = columns.flatMap((column) => column.field ?? []);
    expect(new Set(fields).size).toBe(fields.length);
    expect(mappingOf(columns)).toEqual({
      title: "Job Title",
      department: "Department",
      location: "Location",
    });
    for (const { confidence } of columns) expect(confidence).toBeGreaterThanOrEqual(0);
    for (const { confidence } of columns) expect(confidence).toBeLessThanOrEqual(1);
  });

  it("gives up to three different samples", () => {
    const [column] = detectColumns(["Title"], [["Cook"], ["Cook"], [""], ["Baker"], ["Clerk"], ["Nurse"]]);
    expect(column?.samples).toEqual(["Cook", "Baker", "Clerk"]);
  });
});
