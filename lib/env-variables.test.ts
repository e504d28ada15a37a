import { describe, expect, it } from "vitest";
import { describeIssues, Environment, variableNotes, variables } from "./env-variables";

const sound = {
  DATABASE_URL: "postgres://app:x@127.0.0.1:5432/opportune",
  DATABASE_SYSTEM_URL: "postgres://system:x@127.0.0.1:5432/opportune",
  NEXTAUTH_URL: "https://opportune.acme.org",
  NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
};

function faults(given: Record<string, string>): string[] {
  const result = Environment.safeParse(given);
  return result.success ? [] : describeIssues(result.error.issues).split("\n").slice(1);
}

describe("the environment", () => {
  it("is complete with two addresses of the database, its own address and a secret", () => {
    expect(Environment.parse(sound)).toMatchObject({
      HOST: "127.0.0.1",
      PORT: 3000,
      OPPORTUNE_DEMO: false,
      OPPORTUNE_HOME: ".opportune",
      LOG_LEVEL: "info",
    });
  });

  it("tells everything that is wrong at once", () => {
    const told = faults({ DATABASE_URL: "mysql://x", OIDC_ISSUER: "https://login.acme.org", PORT: "80000" });
    expect(told.map((line) => line.trim().split(" ")[0])).toEqual([
      "DATABASE_URL",
      "DATABASE_SYSTEM_URL",
      "PORT",
      "NEXTAUTH_URL",
      "NEXTAUTH_SECRET",
      "OIDC_CLIENT_ID",
      "OIDC_CLIENT_SECRET",
    ]);
  });

  it.each([
    "short",
    "changeme-changeme-changeme-changeme",
    "a".repeat(64),
    "my-super-secret-my-super-secret-1234",
  ])("refuses the secret %s", (NEXTAUTH_SECRET) => {
    expect(faults({ ...sound, NEXTAUTH_SECRET })).toEqual([expect.stringContaining("NEXTAUTH_SECRET")]);
  });

  it("keeps the demo's known sign-ins off the network", () => {
    expect(faults({ ...sound, OPPORTUNE_DEMO: "true" })).toEqual([]);
    expect(faults({ ...sound, OPPORTUNE_DEMO: "true", HOST: "0.0.0.0" })).toEqual([
      expect.stringContaining("OPPORTUNE_DEMO would open known sign-ins"),
    ]);
  });

  it("has notes for every variable", () => {
    for (const schema of Object.values(variables)) expect(variableNotes.get(schema)).toBeDefined();
  });
});
