import { type CorpusCase, faulty, refused, sound, textCases } from "./corpus-case";
import { latin1, utf16, windows1252 } from "./text-bytes";

const plain = "Job Title,Department,Headcount\nEngineer,IT,3\nClerk,HR,2\n";
const plainSegments = ["Engineer|IT|||3", "Clerk|HR|||2"];
const accented = "Stelle;Abteilung;Anzahl Mitarbeiter\nPfleger für Kinder;Säuglinge;3\nÄrztin;Übersee;2\n";
const accentedSegments = ["Pfleger für Kinder|Säuglinge|||3", "Ärztin|Übersee|||2"];
const utf8 = (text: string) => Buffer.from(text);

/** Which bytes stand for which letters. */
export const encodingCases: readonly CorpusCase[] = textCases([
  ["UTF-8", accented, sound(accentedSegments, { encoding: "utf-8", delimiter: ";" })],
  ["UTF-8 with a mark", `\uFEFF${accented}`, sound(accentedSegments, { encoding: "utf-8" })],
  ["UTF-8 with two marks", `\uFEFF\uFEFF${plain}`, sound(plainSegments, { encoding: "utf-8" })],
  [
    "UTF-8 with a mark, quoted header",
    '\uFEFF"Job Title","Department"\n"Clerk","HR"\n',
    sound(["Clerk|HR|||1"]),
  ],
  [
    "two exports in one file, each with its mark",
    `\uFEFF${plain}\uFEFF${plain}`,
    sound(["Engineer|IT|||6", "Clerk|HR|||4"], {}, ["header_repeated"]),
  ],
  ["UTF-16 LE with a mark", utf16(accented, "le"), sound(accentedSegments, { encoding: "utf-16le" })],
  ["UTF-16 BE with a mark", utf16(accented, "be"), sound(accentedSegments, { encoding: "utf-16be" })],
  ["UTF-16 LE without", utf16(plain, "le", false), sound(plainSegments, { encoding: "utf-16le" })],
  ["UTF-16 BE without", utf16(plain, "be", false), sound(plainSegments, { encoding: "utf-16be" })],
  [
    "Excel's Unicode text: UTF-16, tabs, CRLF",
    utf16(accented.replaceAll(";", "\t").replaceAll("\n", "\r\n"), "le"),
    sound(accentedSegments, { delimiter: "\t" }),
    "roster.txt",
  ],
  [
    "UTF-16 with letters beyond the basic plane",
    utf16(`Job Title,Department\n${"Clerk 🚀,研究開発\n".repeat(8_000)}`, "be"),
    sound(["Clerk 🚀|研究開発|||8000"]),
  ],
  ["Latin-1", latin1(accented), sound(accentedSegments, { encoding: "windows-1252" })],
  [
    "Windows-1252 with its own marks",
    windows1252("Job Title;Department\nChef d’équipe – “nuit”;Œuvres\nAgent €;Ÿ…\n"),
    sound(["Chef d’équipe – “nuit”|Œuvres|||1", "Agent €|Ÿ…|||1"]),
  ],
  [
    "Windows-1252 whose bytes are UTF-8 by chance in one place",
    windows1252("Job Title;Department\nHändler „Spaß“;Küche\nKoch;Menü\nBäcker;Küche\n"),
    sound(["Händler „Spaß“|Küche|||1", "Koch|Menü|||1", "Bäcker|Küche|||1"], { encoding: "windows-1252" }),
  ],
  [
    "an accent only behind the first 64 KB, Latin-1",
    () => latin1(`Job Title,Department\n${"Clerk,HR\n".repeat(20_000)}Händler,HR\n`),
    sound(["Clerk|HR|||20000", "Händler|HR|||1"], { encoding: "windows-1252" }),
  ],
  [
    "letters cut in two between the pieces of a file, UTF-8",
    () => `Job Title,Department\n${"é€🚀,HR\n".repeat(20_000)}`,
    sound(["é€🚀|HR|||20000"], { encoding: "utf-8" }),
  ],
  [
    "mostly UTF-8, one line Latin-1",
    Buffer.concat([utf8("Job Title,Department\nIngénieur,Qualité\n"), latin1("Secrétaire,HR\n")]),
    refused("text_undecodable", { line: 3 }),
  ],
  [
    "mostly Latin-1, one line UTF-8",
    Buffer.concat([
      latin1("Job Title,Department\nIngénieur,Qualité\nSecrétaire,Qualité\n"),
      utf8("Régleur,HR\n"),
    ]),
    refused("text_undecodable", { line: 4 }),
  ],
  [
    "mostly Windows-1252, one dash in UTF-8",
    Buffer.concat([
      windows1252("Job Title,Department\nIngénieur,Qualité\nRégleur,Été\n"),
      utf8("Clerk – HR,HR\n"),
    ]),
    refused("text_undecodable", { line: 4 }),
  ],
  [
    "a mark of UTF-8 over Latin-1",
    Buffer.concat([utf8("\uFEFF"), latin1(accented)]),
    refused("text_undecodable", { line: 2 }),
  ],
  ["UTF-32 LE", Buffer.from("fffe00004a000000", "hex"), refused("text_undecodable")],
  ["UTF-32 BE", Buffer.from("0000feff0000004a0000006f", "hex"), refused("text_undecodable")],
  [
    "UTF-16 cut in half",
    Buffer.concat([utf16(plain, "le"), Buffer.from([0x41])]),
    refused("text_undecodable"),
  ],
  ["half a pair in UTF-16", utf16(`${plain}\uD800x,HR,1\n`, "le"), refused("text_undecodable")],
  ["zero bytes all over", Buffer.alloc(500), refused("text_undecodable")],
  [
    "noise",
    () => Buffer.from(Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 256)),
    refused("text_undecodable"),
  ],
  [
    "one zero byte in a title",
    "Job Title,Department\nClerk\0,HR\n",
    faulty(["control_character", 2, "Job Title", "Clerk\0"]),
  ],
  [
    "a bell in a column that feeds nothing",
    "Job Title,Notes\nClerk,ring\u0007\n",
    faulty(["control_character", 2, "Notes", "ring\u0007"]),
  ],
  [
    "a form feed and an escape",
    "Job Title,Department\nClerk\f,HR\nCook,\u001B[1mHR\n",
    faulty(
      ["control_character", 2, "Job Title", "Clerk\f"],
      ["control_character", 3, "Department", "\u001B[1mHR"],
    ),
  ],
  [
    "a byte that Windows-1252 leaves open",
    Buffer.concat([
      latin1("Job Title,Department\nIngénieur,IT\nClerk"),
      Buffer.from([0x81]),
      latin1(",HR\n"),
    ]),
    faulty(["control_character", 3, "Job Title", "Clerk\u0081"]),
  ],
  [
    "marks of direction and zero width in names and titles",
    "\u200FJob\u00AD Title,Depart\u200Bment\nClerk\u200B\u202E,\u2066HR\u2069\n\u061CClerk,HR\n",
    sound(["Clerk|HR|||2"]),
  ],
  [
    "a title of nothing but zero width",
    "Job Title,Department\n\u200B\u200D\u2060,HR\nClerk,HR\n",
    faulty(["title_missing", 2, "Job Title", null]),
  ],
  [
    "a title of blank letters",
    "Job Title,Department\n\u3164\u2800,HR\nClerk,HR\n",
    faulty(["title_missing", 2, "Job Title", null]),
  ],
  [
    "spaces of every width",
    "Job Title,Department\n\u00A0Clerk\u2003\u202FSenior\u3000,HR\nClerk Senior,HR\n",
    sound(["Clerk Senior|HR|||2"]),
  ],
  [
    "a line end of mainframes inside a cell",
    "Job Title,Department\nClerk\u0085Senior,HR\n",
    sound(["Clerk Senior|HR|||1"]),
  ],
  [
    "accents in one character and in two",
    "Job Title,Department\nIngénieur,IT\nInge\u0301nieur,IT\n",
    sound(["Ingénieur|IT|||2"]),
  ],
  ["capitals and small letters", "Job Title\nCLERK\nClerk\nclerk\n", sound(["CLERK||||3"])],
  [
    "the German sharp s",
    "Stelle;Abteilung\nStraßenwärter;Bau\nSTRASSENWÄRTER;BAU\n",
    sound(["Straßenwärter|Bau|||2"]),
  ],
  [
    "emoji joined to one",
    "Job Title,Department\n👩‍🚒 Firefighter,Rescue\n",
    sound(["👩‍🚒 Firefighter|Rescue|||1"]),
  ],
  [
    "scripts from right to left",
    "Job Title,Department\nمهندس برمجيات,تقنية\n",
    sound(["مهندس برمجيات|تقنية|||1"]),
  ],
]);
