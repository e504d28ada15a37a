import { describe, expect, it } from "vitest";
import { variableNotes } from "./env-kinds";
import { describeIssues, Environment, variables } from "./env-variables";

const sound = {
  DATABASE_URL: "postgres://app:x@127.0.0.1:5432/opportune",
  DATABASE_SYSTEM_URL: "postgres://system:x@127.0.0.1:5432/opportune",
  NEXTAUTH_URL: "https://opportune.acme.org",
  NEXTAUTH_SECRET: "K8m2Xq7Zt4Vb9Wc6Yd1Rf5Gh3Jn0LpSa",
};

const inngestKeyNames = ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"];

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

  describe("of an Inngest server", () => {
    const signingKey = "signkey-prod-9f2c41d87ab05e36c1d84f7709be52a6";
    const eventKey = "Qm7vT2xL9pR4sW8zB3nK6yH1cJ5gD0fA";
    const own = { INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
    const dev = { ...sound, NEXTAUTH_URL: "http://127.0.0.1:3000", INNGEST_DEV: "http://127.0.0.1:8288" };

    it("is complete with both keys, and may name an address and a second signing key", () => {
      expect(faults({ ...sound, ...own })).toEqual([]);
      const more = { INNGEST_BASE_URL: "http://inngest:8288", INNGEST_SIGNING_KEY_FALLBACK: signingKey };
      expect(faults({ ...sound, ...own, ...more })).toEqual([]);
    });

    it.each([
      ["an event key", { INNGEST_EVENT_KEY: eventKey }, ["INNGEST_SIGNING_KEY"]],
      ["a signing key", { INNGEST_SIGNING_KEY: signingKey }, ["INNGEST_EVENT_KEY"]],
      ["an address", { INNGEST_BASE_URL: "http://inngest:8288" }, inngestKeyNames],
      ["a second signing key", { INNGEST_SIGNING_KEY_FALLBACK: signingKey }, inngestKeyNames],
    ])("is refused with %s alone", (_what, given, missing) => {
      expect(faults({ ...sound, ...given }).map((line) => line.trim().split(" ")[0])).toEqual(missing);
    });

    it.each([
      "changeme",
      "signkey-test-12345678",
      `signkey-prod-${"0".repeat(64)}`,
      "9f2c41d87ab05e36c1d84f7709be52ax",
    ])("refuses the signing key %s", (INNGEST_SIGNING_KEY) => {
      expect(faults({ ...sound, ...own, INNGEST_SIGNING_KEY })).toEqual([
        expect.stringContaining("INNGEST_SIGNING_KEY must be"),
      ]);
    });

    it("may be a dev server while nobody else reaches this machine", () => {
      expect(faults(dev)).toEqual([]);
      expect(faults({ ...dev, INNGEST_DEV: "1" })).toEqual([
        expect.stringContaining("http://127.0.0.1:8288"),
      ]);
      for (const [name, open] of Object.entries({ HOST: "0.0.0.0", NEXTAUTH_URL: sound.NEXTAUTH_URL })) {
        expect(faults({ ...dev, [name]: open })).toEqual([expect.stringContaining("signs nothing")]);
      }
    });

    it("is not a dev server and another one at once", () => {
      expect(faults({ ...dev, ...own })).toEqual([expect.stringContaining("INNGEST_DEV names a dev server")]);
    });
  });

  it("takes a model's key and address, and waits a minute for an answer unless told otherwise", () => {
    const OPENAI_API_KEY = "sk-proj-7hQ2vXc94LmZt8WdPq3Rk6";
    expect(Environment.parse({ ...sound, OPENAI_API_KEY })).toMatchObject({
      OPENAI_API_KEY,
      OPENAI_BASE_URL: "https://api.openai.com/v1",
      OPENAI_TIMEOUT_SECONDS: 60,
    });
    expect(Environment.parse(sound).OPENAI_API_KEY).toBeUndefined();
    expect(faults({ ...sound, OPENAI_BASE_URL: "file:///etc", OPENAI_TIMEOUT_SECONDS: "0" })).toEqual([
      expect.stringContaining("OPENAI_BASE_URL must be an http or https address"),
      expect.stringContaining("OPENAI_TIMEOUT_SECONDS must be whole seconds"),
    ]);
  });

  it.each([
    "sk-xxxxxxxxxxxxxxxxxxxxxxxx",
    "sk-your-key-goes-right-here",
    "your_openai_api_key_here",
    "sk-...",
    "sk-1234567890abcdefghij",
    "<paste the key in here>",
    "sk-placeholder-key-for-now",
    "OPENAI_API_KEY_CHANGE_ME",
    "sk-test-key-test-key-test",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "short",
  ])("refuses the placeholder %s for a model's key", (OPENAI_API_KEY) => {
    expect(faults({ ...sound, OPENAI_API_KEY })).toEqual([
      expect.stringContaining("OPENAI_API_KEY must be the key that the model's provider gave out"),
    ]);
  });

  it("takes all of a bucket or nothing of it, and no placeholder", () => {
    const bucket = {
      S3_ENDPOINT: "http://store:8333",
      S3_BUCKET: "opportune",
      S3_REGION: "us-east-1",
      S3_ACCESS_KEY_ID: "AKIDZ7Q2",
      S3_SECRET_ACCESS_KEY: "K8m2Xq7Zt4Vb9Wc6Yd1R",
    };
    expect(faults({ ...sound, ...bucket })).toEqual([]);
    expect(faults({ ...sound, S3_BUCKET: "opportune" })).toHaveLength(4);
    expect(faults({ ...sound, ...bucket, S3_SECRET_ACCESS_KEY: "your-secret-key-here" })).toEqual([
      expect.stringContaining("S3_SECRET_ACCESS_KEY must be the key that the store gave out"),
    ]);
    expect(faults({ ...sound, ...bucket, S3_BUCKET: "Opportune/files" })).toEqual([
      expect.stringContaining("S3_BUCKET must be the name of a bucket"),
    ]);
  });

  it("has notes for every variable", () => {
    for (const schema of Object.values(variables)) expect(variableNotes.get(schema)).toBeDefined();
  });
});
