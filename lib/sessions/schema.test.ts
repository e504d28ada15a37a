import { describe, expect, it } from "vitest";
import { CreateSessionInput } from "./schema";

describe("the name of a session", () => {
  it.each([
    ["  Finance,  spring 2027 ", "Finance, spring 2027"],
    ["a\0b\nc", "a b c"],
    ["=1+1 \u202Elive\u202C", "=1+1 live"],
    ["فريق 🙂", "فريق 🙂"],
  ])("is one line of plain text: %j", (name, expected) => {
    expect(CreateSessionInput.parse({ name }).name).toBe(expected);
  });

  it.each(["\u202E", "\0", " ", "x".repeat(121)])("is not %j", (name) => {
    expect(CreateSessionInput.safeParse({ name }).success).toBe(false);
  });
});
