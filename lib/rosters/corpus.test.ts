import { describe, expect, it } from "vitest";
import { inspectionOf } from "./inspect-roster";
import { readRoster } from "./read-roster";
import type { RosterNote, WorkforceSegment } from "./schema";
import { corpus } from "./testing/corpus/corpus";
import type { CorpusCase } from "./testing/corpus/corpus-case";
import { rosterFile } from "./testing/roster-files";

const lineOf = ({ title, department, lineOfBusiness, location, headcount }: WorkforceSegment) =>
  [title, department, lineOfBusiness, location, headcount].map((part) => part ?? "").join("|");

/** What no sentence for people may hold: places of files, traces, and the words of our tools. */
const machineWords =
  /\/tmp|\/home|\\\\|node_modules|\.ts\b|\bat .+:\d+|undefined|\bnull\b|NaN|\[object|Error:|ENOENT|yauzl|zlib|inflate|central directory|crc|regex|exception|csv-parse|saxen|utf8 codec/i;

function checkSentences(notes: readonly RosterNote[], path: string): void {
  for (const { message, hint } of notes) {
    expect(message).toMatch(/^[\p{Lu}\d].*\.$/su);
    expect(hint).toMatch(/^[\p{Lu}\d].*[.)]$/su);
    const said = `${message} ${hint}`;
    expect(said).not.toMatch(machineWords);
    expect(said).not.toContain(path);
    expect(said.length).toBeLessThan(600);
  }
}

async function check({ fileName, content, expected }: CorpusCase): Promise<void> {
  const path = rosterFile(content(), ".bin");
  const reading = await readRoster(path, { fileName });
  checkSentences(
    [...(reading.refusal ? [reading.refusal] : []), ...reading.faults, ...reading.warnings],
    path,
  );
  // What is stored and sent has to be text for every store and every reader.
  expect(JSON.stringify(reading.faults)).not.toMatch(/\\ud[89a-f]/i);
  switch (expected.is) {
    case "sound":
      expect([reading.refusal, reading.faults]).toEqual([null, []]);
      expect(reading.segments.map(lineOf)).toEqual(expected.segments);
      expect({ ...reading.facts, headerLine: reading.headerLine }).toMatchObject(expected.facts ?? {});
      if (expected.warnings) expect(reading.warnings.map(({ code }) => code)).toEqual(expected.warnings);
      expect(inspectionOf(reading).ok).toBe(true);
      break;
    case "refused": {
      const { is, ...refusal } = expected;
      expect(reading.refusal).toMatchObject(refusal);
      expect(inspectionOf(reading).ok).toBe(false);
      break;
    }
    default:
      expect(reading.refusal).toBeNull();
      expect(reading.faults.map(({ code, line, column, value }) => [code, line, column, value])).toEqual(
        expected.faults,
      );
      expect(inspectionOf(reading).ok).toBe(false);
  }
}

describe("the corpus of odd and of broken files", () => {
  it.each(corpus.map((one) => [`${one.fileName.slice(-4)} ${one.name}`, one] as const))("%s", (_, one) =>
    check(one),
  );

  it("is as large as the document says, and names no kind twice", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(200);
    expect(new Set(corpus.map(({ name, fileName }) => fileName + name)).size).toBe(corpus.length);
  });
});
