import { type CorpusCase, sound } from "./corpus-case";

/**
 * Headers as HR systems name their columns in the reports people export, and as people of other languages do. What the
 * marks stand for: # id, N name, T title, D department, B line of business, L location, C headcount, - anything else.
 */
const headers: readonly (readonly [system: string, header: string, marks: string])[] = [
  [
    "Workday",
    "Employee ID|Worker|Job Profile|Business Title|Supervisory Organization|Business Unit|Location|Worker Type|Hire Date|FTE",
    "#N-TDBL---",
  ],
  [
    "SAP SuccessFactors",
    "User/Employee ID|First Name|Last Name|Job Title|Department|Division|Location|Cost Center|Event Reason",
    "#NNTDBL--",
  ],
  [
    "SAP HCM",
    "Pers.No.|Personnel Number Name|Position|Organizational Unit|Personnel Area Text|Employee Group",
    "#NTD--",
  ],
  [
    "BambooHR",
    "Employee #|Last name, First name|Hire Date|Job Title|Department|Division|Location|Reports To|Employment Status",
    "#N-TDBL--",
  ],
  [
    "ADP Workforce Now",
    "Position ID|Payroll Name|Job Title Description|Home Department Description|Business Unit Description|Location Description|Position Status",
    "-NTDBL-",
  ],
  [
    "Personio",
    "Personalnummer|Vorname|Nachname|Position|Abteilung|Team|Standort|Unternehmen|Wochenstunden",
    "#NNTD-L--",
  ],
  [
    "Oracle HCM",
    "Person Number|Display Name|Job Name|Department Name|Business Unit Name|Location Name|Assignment Status|Grade Name",
    "#NTDBL--",
  ],
  [
    "UKG Pro",
    "Employee Number|Employee Name (Last Suffix, First MI)|Job Title|Org Level 1|Department|Location|Employment Status",
    "#NT-DL-",
  ],
  ["HiBob", "Employee ID|Display name|Job title|Department|Division|Site|Manager|Start date", "#NTDBL--"],
  ["Dayforce", "Employee Number|Employee Full Name|Job|Department|Business Line|Site|Pay Class", "#NTDBL-"],
  [
    "Rippling",
    "Employee number|Full name|Title|Department|Business unit|Work location|Employment type",
    "#NTDBL-",
  ],
  [
    "PeopleSoft",
    "EMPLID|NAME_DISPLAY|JOBTITLE|DEPTNAME|BUSINESS_UNIT|LOCATION|HEADCOUNT|EMPL_STATUS",
    "#NTDBLC-",
  ],
  [
    "Paylocity",
    "Employee Id|Preferred Name|Job Title|Department|Line of Business|Work Location|Pay Frequency",
    "#NTDBL-",
  ],
  ["a position list", "Job Code|Job Title|Dept|LOB|City|# of Employees|Job Family|Job Level", "-TDBLC--"],
  [
    "German",
    "Personalnr.|Name, Vorname|Stellenbezeichnung|Abteilung|Geschäftsbereich|Standort|Anzahl MA",
    "#NTDBLC",
  ],
  [
    "German, an organization chart",
    "Planstelle|Organisationseinheit|Sparte|Dienstort|Anzahl Mitarbeiter|Tarifgruppe",
    "TDBLC-",
  ],
  ["French", "Matricule|Nom et prénom|Intitulé du poste|Service|Branche|Lieu de travail|Effectif", "#NTDBLC"],
  [
    "French, payroll",
    "N° de matricule|Nom|Prénom|Emploi|Département|Établissement|Nombre de salariés",
    "#NNTDLC",
  ],
  [
    "Spanish",
    "Nº de empleado|Nombre y apellidos|Puesto de trabajo|Departamento|Línea de negocio|Ubicación|Plantilla",
    "#NTDBLC",
  ],
  [
    "Portuguese",
    "Matrícula|Nome|Cargo|Departamento|Unidade de Negócio|Local de Trabalho|Quantidade",
    "#NTDBLC",
  ],
  [
    "Dutch",
    "Personeelsnummer|Achternaam|Functie|Afdeling|Bedrijfsonderdeel|Vestiging|Aantal medewerkers",
    "#NTDBLC",
  ],
  [
    "Norwegian",
    "Ansattnr|Navn|Stillingstittel|Avdeling|Forretningsområde|Arbeidssted|Antall ansatte",
    "#NTDBLC",
  ],
];

const marked: Readonly<Record<string, readonly [string, string]>> = {
  "#": ["10017", "10018"],
  N: ["Meyer, Anna", "Silva, João"],
  T: ["Accountant", "Warehouse Operator"],
  D: ["Finance", "Logistics"],
  B: ["Retail", "Wholesale"],
  L: ["Oslo", "Utrecht"],
  C: ["3", "12"],
  "-": ["A1", "A1"],
};

function caseOf([system, header, marks]: (typeof headers)[number]): CorpusCase {
  const row = (index: 0 | 1) => [...marks].map((mark) => marked[mark]?.[index] ?? "").join("\t");
  const segment = (index: 0 | 1) => {
    const cell = (mark: string) => (marks.includes(mark) ? (marked[mark]?.[index] ?? "") : "");
    return [cell("T"), cell("D"), cell("B"), cell("L"), cell("C") || "1"].join("|");
  };
  return {
    name: `columns of ${system}`,
    fileName: "roster.tsv",
    content: () => `${header.replaceAll("|", "\t")}\n${row(0)}\n${row(1)}\n`,
    expected: sound([segment(0), segment(1)]),
  };
}

/** Which column feeds which field. */
export const headerCases: readonly CorpusCase[] = headers.map(caseOf);
