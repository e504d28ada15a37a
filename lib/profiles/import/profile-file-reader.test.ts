import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JsonCutter } from "./json-people";
import { readDateText } from "./partial-date";
import { openProfileFile } from "./profile-file-reader";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "profiles-"));
});
afterAll(() => rm(folder, { recursive: true }));

const terms = { purpose: "Succession", retainUntil: "2099-12-31" };

async function read(text: string | Buffer) {
  const path = join(folder, "people");
  await writeFile(path, text);
  const { kind, people } = await openProfileFile(path, terms);
  const all = [];
  for await (const person of people) all.push(person);
  return {
    kind,
    all,
    profiles: all.flatMap(({ profile }) => profile ?? []),
    faults: all.flatMap(({ faults }) => faults),
  };
}

describe("a CSV file of people", () => {
  it("gives a person a row, with lists as JSON, as numbered columns or with separators", async () => {
    const { kind, profiles, faults } = await read(
      [
        "External ID;Name;Headline;Skills;Email;experience;certifications;experience_1_title;experience_1_company;experience_1_start;experience_1_end;experience_2_title;education_1_school;education_1_end_year",
        'a1;Ada Example;Engineer;"SQL; Go";ada@x.example;"[{""title"":""Lead"",""start_date"":""2019-05"",""end_date"":""present""}]";"[""CISSP""]";;;;;;;',
        "a2;Bo Example;;;;;;Clerk;Example AG;Mai 2010;2012;Porter;School of Examples;2009",
        "",
      ].join("\r\n"),
    );
    expect(faults).toEqual([]);
    expect(kind).toBe("csv");
    expect(profiles[0]).toMatchObject({
      ...terms,
      externalId: "a1",
      content: {
        name: "Ada Example",
        headline: "Engineer",
        skills: ["SQL", "Go"],
        certifications: [{ name: "CISSP", issuer: null, year: null }],
        contact: { emails: ["ada@x.example"] },
        experience: [{ title: "Lead", startYear: 2019, startMonth: 5, isCurrent: true, description: null }],
      },
    });
    expect(profiles[1]?.content).toMatchObject({
      headline: null,
      experience: [
        {
          title: "Clerk",
          company: "Example AG",
          startYear: 2010,
          startMonth: 5,
          endYear: 2012,
          endMonth: null,
        },
        { title: "Porter" },
      ],
      education: [{ school: "School of Examples", endYear: 2009 }],
    });
  });

  it("names every fault with line, column and what to do", async () => {
    const { profiles, faults } = await read(
      [
        "external_id,name,about,experience,experience_1_title,experience_1_start",
        `a1,,${"x".repeat(20_001)},,,`,
        'a2,Bo,,"[{""title"":",,',
        "a3,Cy,,,Clerk,someday",
        "a4,Di,,,,2019",
        "a5,Ed,,,,,extra",
        "a6,Flo,,,,",
      ].join("\n"),
    );
    expect(profiles.map(({ externalId }) => externalId)).toEqual(["a6"]);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, "name"],
      [2, "about"],
      [3, "experience"],
      [4, "experience_1_start"],
      [5, "experience.0.title"],
      [6, null],
    ]);
    for (const { message, hint } of faults) expect(`${message} ${hint}`).toMatch(/\. .+\.$/);
    expect(faults[1]?.message).toBe('"about" is longer than 20,000 characters.');
  });

  it("is refused for its header, and for what it is", async () => {
    expect((await read("title,department\nClerk,Sales")).faults.map(({ column }) => column)).toEqual([
      "external_id",
      "name",
    ]);
    expect((await read("id,name,Name\n1,a,b")).faults).toMatchObject([{ line: 1, column: "Name" }]);
    expect((await read("")).faults).toMatchObject([{ line: null }]);
    expect((await read(Buffer.from("PK\u0003\u0004zip"))).faults[0]?.message).toContain("workbook");
    expect((await read(Buffer.alloc(1_000))).faults).toHaveLength(1);
    expect((await read('id,name\n1,"never closed')).faults).toMatchObject([{ line: 2 }]);
  });

  it("reports columns that mean nothing", async () => {
    const { all } = await read("id,name,shoe_size\n1,Ada,38");
    expect(all[0]?.unknownKeys).toEqual(["shoe_size"]);
  });
});

const linkedIn = {
  linkedin_id: "ada-example",
  name: "Ada Example",
  position: "CTO at Example",
  about: "I build teams.",
  city: "Bergen",
  country_code: "NO",
  followers: 900,
  current_company: { name: "Example AS", company_id: "x" },
  timestamp: "2025-08-11T09:30:12.123456+00:00",
  experience: [
    {
      title: "CTO",
      company: "Example AS",
      start_date: { year: 2020, month: 1, day: 2 },
      end_date: null,
      is_current: true,
      description: null,
      job_type: "Full-time",
      skills: "Go, SQL",
    },
    { title: "Engineer", company: "Old AS", start_date: "2015-03-01T00:00:00.123456Z", end_date: "Dec 2019" },
  ],
  education: [
    {
      title: "University of Examples",
      degree: "MSc",
      field_of_study: "CS",
      start_year: "2010",
      end_year: 2015,
    },
  ],
  certifications: [{ title: "CISSP", authority: "Example", issued: "2018-04" }],
  skills: [{ name: "Go" }, "SQL"],
  languages: [{ language: "Norwegian" }],
  profile_image_url: "https://x.example/ada.jpg",
};

describe("a JSON file of people", () => {
  it.each([
    ["a list", JSON.stringify([linkedIn])],
    ["one object", JSON.stringify(linkedIn, null, 2)],
    ["one a line", `${JSON.stringify(linkedIn)}\n`],
    ["wrapped", JSON.stringify({ profiles: [linkedIn] })],
    ["with a byte order mark", `\ufeff${JSON.stringify([linkedIn])}`],
  ])("takes %s in the shape of a common export, and says what it left out", async (_, text) => {
    const { kind, all, profiles, faults } = await read(text);
    expect(faults).toEqual([]);
    expect(kind).toBe("json");
    expect(profiles[0]?.content).toEqual({
      name: "Ada Example",
      headline: "CTO at Example",
      about: "I build teams.",
      currentTitle: null,
      currentCompany: "Example AS",
      city: "Bergen",
      country: "NO",
      experience: [
        expect.objectContaining({
          title: "CTO",
          startYear: 2020,
          startMonth: 1,
          endYear: null,
          isCurrent: true,
          description: null,
          skills: ["Go", "SQL"],
        }),
        expect.objectContaining({
          startYear: 2015,
          startMonth: 3,
          endYear: 2019,
          endMonth: 12,
          isCurrent: false,
        }),
      ],
      education: [
        {
          school: "University of Examples",
          degree: "MSc",
          field: "CS",
          startYear: 2010,
          endYear: 2015,
          activities: null,
        },
      ],
      certifications: [{ name: "CISSP", issuer: "Example", year: 2018 }],
      skills: ["Go", "SQL"],
      languages: ["Norwegian"],
      contact: { emails: [], phones: [], addresses: [], urls: [], photoUrl: "https://x.example/ada.jpg" },
    });
    expect(all[0]?.unknownKeys).toEqual(["followers", "timestamp", "experience[].job_type"]);
  });

  it("names every fault with its line and place, and takes the others", async () => {
    const text = [
      "[",
      '  {"id": 1, "name": "Ada", "experience": [{"company": "No title"}]},',
      '  {"id": 2,',
      '   "name": "Bo" "oops"},',
      '  {"id": 3, "name": "Cy", "experience": [{"title": "x", "start_date": "never"}], "skills": {"a": 1}},',
      '  {"id": 4, "name": "Di"}',
      "]",
    ].join("\n");
    const { profiles, faults } = await read(text);
    expect(profiles.map(({ externalId }) => externalId)).toEqual(["4"]);
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, "experience.0.title"],
      [4, "17"],
      [5, "experience.0.start_date"],
      [5, "skills"],
    ]);
  });

  it("stops where it is no list of objects", async () => {
    expect((await read('[{"id":1,"name":"Ada"}, 7]')).faults).toMatchObject([{ line: 1, column: "25" }]);
    expect((await read('[{"id":1,"name":"Ada"},\n{"id":2')).faults).toMatchObject([{ line: 2, column: "1" }]);
    expect((await read("[")).faults).toHaveLength(1);
  });

  it("is cut alike however it arrives", () => {
    const value = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), value), { maxLength: 5 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (people, size, isPretty) => {
          const text = JSON.stringify(people, null, isPretty ? 2 : 0);
          const cutter = new JsonCutter();
          const pieces = [];
          for (let at = 0; at < text.length; at += size)
            pieces.push(...cutter.push(text.slice(at, at + size)));
          cutter.end();
          expect(pieces.map((piece) => JSON.parse(piece.text))).toEqual(JSON.parse(text));
        },
      ),
    );
  });
});

describe("a date of an export", () => {
  it.each([
    ["2019", 2019, null],
    ["2019-05", 2019, 5],
    ["2019-05-31", 2019, 5],
    ["2019-05-01T10:00:00.123456+00:00", 2019, 5],
    ["05/2019", 2019, 5],
    ["May 2019", 2019, 5],
    ["Sept. 2020", 2020, 9],
    ["März 2011", 2011, 3],
    ["déc. 2011", 2011, 12],
    ["3 May 2019", 2019, 5],
    ["May 3, 2019", 2019, 5],
  ])("%s", (text, year, month) => {
    expect(readDateText(text)).toEqual({ year, month });
  });
  it.each(["someday", "2019-13", "13/2019", "1019", "Foo 2019", ""])("is none: %s", (text) => {
    expect(readDateText(text)).toBeNull();
  });
});
