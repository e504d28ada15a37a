import { describe, expect, it } from "vitest";
import { checkReply, type WireAnswer } from "./check-reply";
import { PlainAnswer } from "./testing/plain-call";

const check = (given: Partial<WireAnswer>) =>
  checkReply({ content: null, refusal: null, finishReason: "stop", ...given }, PlainAnswer);
const sound = '{"points":0,"reason":"Nothing shown."}';

describe("checkReply", () => {
  it("takes an answer that fulfils the schema, fenced or not, and 0 for the number it is", () => {
    const value = { points: 0, reason: "Nothing shown." };
    for (const content of [sound, ` ${sound}\n`, `\`\`\`json\n${sound}\n\`\`\``])
      expect(check({ content })).toEqual({ isSound: true, value });
  });

  it.each([
    ["refused", { refusal: "No." }],
    ["refused", { content: sound, finishReason: "content_filter" }],
    // Whole or not: what was cut off is not what the model meant to say.
    ["cut_off", { content: sound, finishReason: "length" }],
    ["empty_answer", {}],
    ["empty_answer", { content: "  \n" }],
    ["not_json", { content: '{"points":' }],
    ["not_json", { content: "Sure! Here is the JSON." }],
    ["wrong_schema", { content: "[]" }],
    ["wrong_schema", { content: "7" }],
    ["wrong_schema", { content: '{"points":"9","reason":"x"}' }],
    ["wrong_schema", { content: '{"points":9,"reason":""}' }],
    ["wrong_schema", { content: '{"points":99,"reason":7}' }],
    ["wrong_schema", { content: '{"points":9,"reason":"x","_metadata":{}}' }],
    ["out_of_range", { content: '{"points":11,"reason":"x"}' }],
    ["out_of_range", { content: '{"points":-1,"reason":"x"}' }],
  ] as const)("says %s of %o", (code, given) => {
    expect(check(given)).toMatchObject({ isSound: false, code });
  });

  it("says what is wrong where, without repeating the answer", () => {
    expect(check({ content: '{"points":"very good","reason":7}' })).toMatchObject({
      faults: [expect.stringMatching(/^points: /), expect.stringMatching(/^reason: /)],
    });
    expect(JSON.stringify(check({ content: '{"points":"very good","reason":7}' }))).not.toContain(
      "very good",
    );
  });
});
