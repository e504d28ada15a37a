import { describe, expect, it } from "vitest";
import { memberRoles } from "@/db/enums";
import { checkDisables, checkLosesAdmin } from "./member-rules";

const admin = { userId: "a", role: "admin", isOperator: false } as const;
const operator = { ...admin, isOperator: true };
const byOther = { userId: "b", isOperator: false };
const byOperator = { userId: "b", isOperator: true };

describe("checkLosesAdmin", () => {
  it("keeps the last enabled admin, whoever asks", () => {
    for (const changer of [byOther, byOperator, { userId: "a", isOperator: true }]) {
      expect(() => checkLosesAdmin(admin, changer, ["a"])).toThrow(/last admin/);
      expect(() => checkLosesAdmin(admin, changer, [])).toThrow(/last admin/);
      expect(() => checkLosesAdmin(admin, changer, ["a", "b"])).not.toThrow();
    }
  });

  it("lets anybody else go", () => {
    for (const role of memberRoles.filter((name) => name !== "admin")) {
      expect(() => checkLosesAdmin({ ...admin, role }, byOther, ["b"])).not.toThrow();
    }
  });

  it("leaves operators to operators", () => {
    expect(() => checkLosesAdmin(operator, byOther, ["a", "b"])).toThrow(/another operator/);
    expect(() => checkLosesAdmin(operator, byOperator, ["a", "b"])).not.toThrow();
  });
});

describe("checkDisables", () => {
  it("refuses oneself, and all that losing an admin refuses", () => {
    const self = { userId: "a", isOperator: false };
    expect(() => checkDisables(admin, self, ["a", "b"])).toThrow(/yourself/);
    expect(() => checkDisables(admin, byOther, ["a"])).toThrow(/last admin/);
    expect(() => checkDisables(operator, byOther, ["a", "b"])).toThrow(/another operator/);
    expect(() => checkDisables(admin, byOther, ["a", "b"])).not.toThrow();
  });
});
