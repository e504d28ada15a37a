import { describe, expect, it } from "vitest";
import { checkPasswordStrength, hashPassword, passwordLimits, passwordMatches } from "./passwords";

const strong = (password: string, words?: readonly string[]) => {
  try {
    checkPasswordStrength(password, words);
    return true;
  } catch {
    return false;
  }
};

describe("checkPasswordStrength", () => {
  it.each(["seven grey herons wade", "ÄäÖöÜüßẞñÑ éè ☃☃", '!"§$%&/()=?`´', "x7".repeat(2) + "q!".repeat(62)])(
    "takes %s",
    (password) => {
      expect(strong(password)).toBe(true);
    },
  );

  it.each([
    "eleven chars".slice(0, 11),
    "password1234",
    "Password 1234!",
    "aaaaaaaaaaaaaaaa",
    "abababababab",
  ])("refuses %s", (password) => {
    expect(strong(password)).toBe(false);
  });

  it("counts characters, not bytes or code units", () => {
    const snowmen = [..."☃🦩🦚🐧☂☀★♞✈☕⚓⌛"].join("");
    expect([...snowmen]).toHaveLength(passwordLimits.min);
    expect(strong(snowmen)).toBe(true);
    expect(strong("🦩🦚🐧☂".repeat(32))).toBe(true);
    expect(strong("🦩🦚🐧☂☀".repeat(26))).toBe(false);
  });

  it("refuses what is little more than a known word", () => {
    const words = ["Grace Hopper", "grace.hopper@harbour.example", "Harbour Works"];
    for (const password of ["gracehopper1!", "HARBOUR-works-7", "hopperGraceHarbour", "Opportune!2026"]) {
      expect(strong(password, words), password).toBe(false);
    }
    expect(strong("grace walks nine dogs", words)).toBe(true);
  });
});

describe("hashPassword", () => {
  it("is argon2id with 19 MiB, two passes, one lane, and a salt of its own each time", async () => {
    const [first, second] = await Promise.all([hashPassword("same"), hashPassword("same")]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
  });

  it("compares every character, beyond 72 bytes too", async () => {
    const password = `${"long ".repeat(20)}end`;
    const stored = await hashPassword(password);
    expect(await passwordMatches(stored, password)).toBe(true);
    expect(await passwordMatches(stored, `${password.slice(0, -1)}D`)).toBe(false);
    expect(await passwordMatches(stored, password.toUpperCase())).toBe(false);
    expect(await passwordMatches(stored, ` ${password}`)).toBe(false);
  });

  it("never lets anybody in without a stored hash", async () => {
    expect(await passwordMatches(null, "")).toBe(false);
    expect(await passwordMatches(null, "anything")).toBe(false);
    expect(await passwordMatches("not a hash", "anything")).toBe(false);
  });
});
