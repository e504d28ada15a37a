import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPackTable } from "@/lib/onet/reference-pack-reader";
import { matchTitle } from "./occupation-matcher";
import { fingerprintForms, listTitleForms } from "./title-forms";
import { buildTitleIndex } from "./title-index";
import { readTitleClassifier, readTitleIndex, readTitlePack } from "./title-index-reader";

const index = readTitleIndex();
const socOf = (title: string, department?: string) =>
  matchTitle(index, { title, department }).candidates[0]?.code.slice(0, 7);

/** Written by hand; no row of any labelled set. */
const hardTitles: readonly (readonly [title: string, soc: string])[] = [
  ["Sr. Software Engineer III", "15-1252"],
  ["Engineer, Software, Sr", "15-1252"],
  ["SW Dev II (Remote - Austin, TX)", "15-1252"],
  ["sofware enginer", "15-1252"],
  ["Kotlin Developer", "15-1252"],
  ["Full-Stack Java Developer - L3", "15-1252"],
  ["QA Tester", "15-1253"],
  ["Oracle DBA", "15-1242"],
  ["Lead UX Designer", "15-1255"],
  ["IT Help Desk Analyst", "15-1232"],
  ["Linux SysAdmin", "15-1244"],
  ["Penetration Tester", "15-1212"],
  ["Data Scientist - NLP", "15-2051"],
  ["Product Manager", "11-2021"],
  ["Production Manager", "11-3051"],
  ["Production Mgr.", "11-3051"],
  ["Mgr, Human Resources", "11-3121"],
  ["HR Director", "11-3121"],
  ["Chief Financial Officer (CFO)", "11-1011"],
  ["Dir. of Nursing", "11-9111"],
  ["School Principal", "11-9032"],
  ["Restaurant General Manager", "11-9051"],
  ["Construction Project Mgr", "11-9021"],
  ["Staff Accountant II", "13-2011"],
  ["Full Charge Bookkeeper", "43-3031"],
  ["Loan Officer - Mortgage", "13-2072"],
  ["Tech Recruiter", "13-1071"],
  ["Benefits Analyst", "13-1141"],
  ["Mechanical Engr", "17-2141"],
  ["Electrical Design Engineer, Principal", "17-2071"],
  ["Civil/Structural Engineer", "17-2051"],
  ["CAD Drafter", "17-3011"],
  ["RN - ICU Nights", "29-1141"],
  ["LPN", "29-2061"],
  ["Nurse Practitioner - Family", "29-1171"],
  ["CNA", "31-1131"],
  ["Staff Pharmacist (PRN)", "29-1051"],
  ["Physical Therapist Asst.", "31-2021"],
  ["Dental Hygenist", "29-1292"],
  ["Phlebotomy Technician", "31-9097"],
  ["Assistant Professor of Economics", "25-1063"],
  ["3rd Grade Teacher", "25-2021"],
  ["High School Maths Teacher", "25-2031"],
  ["Line Cook", "35-2014"],
  ["Barista", "35-3023"],
  ["Waitstaff", "35-3031"],
  ["Night Janitor", "37-2011"],
  ["Security Guard - Unarmed", "33-9032"],
  ["Forklift Operator 2nd Shift", "53-7051"],
  ["CDL-A Truck Driver", "53-3032"],
  ["Order Picker - Night Shift", "53-7065"],
  ["Electrician's Helper", "47-3013"],
  ["Journeyman Plumber", "47-2152"],
  ["Heavy Equipment Op", "47-2073"],
  ["HVAC Service Tech", "49-9021"],
  ["Diesel Mechanic", "49-3031"],
  ["CNC Machinist", "51-4041"],
  ["MIG Welder", "51-4121"],
  ["Exec. Asst. to CEO", "43-6011"],
  ["Receptionist/Office Assistant", "43-4171"],
  ["Cust Svc Rep", "43-4051"],
  ["Payroll Specialist", "43-3051"],
  ["Paralegal", "23-2011"],
];

describe("matchTitle", () => {
  it.each(hardTitles)("codes %s as %s", (title, soc) => {
    expect(socOf(title)).toBe(soc);
  });

  it.each([
    ["Manager", "Human Resources", "11-3121"],
    ["Manager", "Marketing", "11-2021"],
    ["Analyst", "Finance", "13-2051"],
    ["Clerk", "Payroll", "43-3051"],
    ["Technician", "HVAC", "49-9021"],
    ["Electrician", "Marketing", "47-2111"],
    ["Software Engineer", "Finance", "15-1252"],
  ])("reads %s in %s as %s", (title, department, soc) => {
    expect(socOf(title, department)).toBe(soc);
  });

  it("abstains on a title that says little and still gives its best", () => {
    const match = matchTitle(index, { title: "Manager" });
    expect(match.accepted).toBe(false);
    expect(match.candidates).toHaveLength(5);
    expect(match.reasons.map((reason) => reason.code)).toContain("same_title");
  });

  it.each([
    "Sachbearbeiter Buchhaltung",
    "Krankenpfleger (m/w/d)",
    "Leiter Einkauf",
    "Chargé de clientèle",
    "Aide-soignante",
    "Conducteur de travaux",
    "Jefe de ventas",
    "Auxiliar de enfermería",
    "Gerente de loja",
    "Encarregado de obra",
    "Magazijnmedewerker",
    "Hoofd inkoop",
    "Daglig leder",
    "Sykepleier",
  ])("accepts nothing for %s, which is another language", (title) => {
    expect(matchTitle(index, { title }).accepted).toBe(false);
  });

  it.each(["Manager", "Analyst", "Associate", "Specialist", "Coordinator", "Consultant", "Director"])(
    "does not accept %s, which says too little",
    (title) => {
      expect(matchTitle(index, { title }).accepted).toBe(false);
    },
  );

  it("names both jobs of a title with alternatives among its best", () => {
    const match = matchTitle(index, { title: "Cook/Server" });
    const socs = match.candidates.map(({ code }) => code.slice(0, 7));
    expect(socs).toEqual(expect.arrayContaining(["35-2014", "35-3031"]));
    expect(match.reasons.map(({ code }) => code)).toContain("several_jobs");
  });

  it("gives shares that sum to 1 over all occupations", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hardTitles), ([title]) => {
        const { candidates } = matchTitle(index, { title }, index.classifier.socs.length);
        expect(candidates.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ["Software Engineer", "Software Engineer."],
    ["Software Engineer", "* Software Engineer *"],
    ["Software Engineer", "Software  Engineer -"],
    ["Registered Nurse", "Registered Nurse (#4410)"],
    ["Line Cook", "Line Cook [REQ-2210]"],
  ])("reads %s as %s", (plain, written) => {
    expect(matchTitle(index, { title: written }).candidates).toEqual(
      matchTitle(index, { title: plain }).candidates,
    );
  });

  it.each(["", "   ", "—", "12345", "软件工程师"])("gives nothing for %j", (title) => {
    expect(matchTitle(index, { title })).toMatchObject({ candidates: [], confidence: 0, accepted: false });
  });

  it("names the words that speak for a candidate as they were written", () => {
    const match = matchTitle(index, { title: "Sr. Electircal Enginere" });
    expect(match.candidates[0]?.words).toEqual(expect.arrayContaining(["electircal", "enginere"]));
    expect(match.reasons).toContainEqual({
      code: "spelling_mended",
      words: ["electircal", "enginere"],
    });
  });

  it("accepts by the policy it is given", () => {
    const title = "Registered Nurse";
    expect(matchTitle(index, { title }, 1, { minConfidence: 0.5, minMargin: 0.1 }).accepted).toBe(true);
    expect(matchTitle(index, { title }, 1, { minConfidence: 1, minMargin: 0.1 }).accepted).toBe(false);
  });

  it("gives distinct 6-digit occupations that exist, best first", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hardTitles), fc.integer({ min: 1, max: 12 }), ([title], top) => {
        const { candidates } = matchTitle(index, { title }, top);
        expect(candidates).toHaveLength(top);
        expect(new Set(candidates.map(({ code }) => code.slice(0, 7))).size).toBe(top);
        for (const { code } of candidates) expect(index.titleByCode.has(code)).toBe(true);
        const scores = candidates.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
      }),
    );
  });

  it("never throws, and keeps confidence and margin between 0 and 1", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc
        .array(
          fc.constantFrom(
            "Sr",
            "manager",
            "/",
            "(",
            "&",
            "é",
            "Ⅳ",
            "🙂",
            "  ",
            "helper",
            "II",
            "\u0000",
            "of",
          ),
        )
        .map((a) => a.join(" ")),
    );
    fc.assert(
      fc.property(text, fc.option(text), (title, department) => {
        const match = matchTitle(index, { title, department });
        for (const share of [match.confidence, match.margin]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(matchTitle(index, { title, department })).toEqual(match);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it("does not mind case and spaces", () => {
    fc.assert(
      fc.property(fc.constantFrom(...hardTitles), ([title]) => {
        const plain = matchTitle(index, { title });
        expect(matchTitle(index, { title: title.toUpperCase() })).toEqual(plain);
        expect(matchTitle(index, { title: `  ${title.toLowerCase().replaceAll(" ", "   ")}\t` })).toEqual(
          plain,
        );
      }),
    );
  });

  it("does not mind the order of the reference rows", () => {
    const pack = readTitlePack();
    const turned = buildTitleIndex({
      occupations: [...pack.occupations].reverse(),
      titles: [...pack.titles].reverse(),
      wages: [...readPackTable("wages")].reverse(),
      classifier: index.classifier,
    });
    for (const [title] of hardTitles) {
      expect(matchTitle(turned, { title })).toEqual(matchTitle(index, { title }));
    }
  });
});

describe("the trained classifier", () => {
  it("was trained on the title material as it stands (else run scripts/train-title-classifier.ts)", () => {
    expect(readTitleClassifier().fingerprint).toBe(fingerprintForms(listTitleForms(readTitlePack())));
  });
});
