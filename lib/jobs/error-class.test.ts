import { describe, expect, it } from "vitest";
import { errorClassOf, isWrittenForPeople } from "./error-class";

describe("an error's class", () => {
  it("is the product's own code, or the name it was thrown under", () => {
    expect(errorClassOf("AppError.conflict")).toBe("conflict");
    expect(errorClassOf("TypeError")).toBe("TypeError");
  });

  it("says whether its message was written for people", () => {
    const written = ["AppError.conflict", "AppError.unavailable", "WorkerCrashed"];
    const others = ["AppError.internal", "TypeError", "DatabaseError", "Error", ""];
    expect(written.filter(isWrittenForPeople)).toEqual(written);
    expect(others.filter(isWrittenForPeople)).toEqual([]);
  });
});
