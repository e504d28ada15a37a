import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { testOrgId } from "@/db/testing/db-test";
import { callModel } from "./call-model";
import { findProvider, requireProvider } from "./provider";
import { plainRequest, scoringPurpose } from "./testing/plain-call";

// Unit tests have neither a key nor a database.
describe("without a key", () => {
  it("there is no provider, which is said before anything is made or asked", async () => {
    expect(findProvider()).toBeUndefined();
    expect(requireProvider).toThrow(expect.objectContaining({ code: "not_configured" }));
    const orgId = testOrgId(randomUUID());
    await expect(callModel({ orgId }, plainRequest(), scoringPurpose())).rejects.toMatchObject({
      ...{ code: "not_configured", errorClass: "needs_person" },
    });
  });
});
