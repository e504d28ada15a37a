import { Inngest } from "inngest";
import { describe, expect, it } from "vitest";
import type { InngestServer } from "../engine";
import { inngestAppId } from "../local-runner/function-registry";
import { serveFunctions } from "./serve-functions";
import { canonicalJson, signatureOf } from "./testing/signature";

const key = "signkey-test-9f2c41d87ab05e36c1d84f7709be52a69f2c41d87ab05e36c1d84f7709be52a6";
const oldKey = "1b7d93c05e8f42a6d10c7b3e95f8a24c1b7d93c05e8f42a6d10c7b3e95f8a24c";
const strangeKey = "signkey-test-7c15e0b29d84f3a67c15e0b29d84f3a67c15e0b29d84f3a67c15e0b29d84f3a6";
const url = "http://127.0.0.1:3000/api/inngest";
const runUrl = `${url}?fnId=opportune-greet&stepId=step`;

const signed: InngestServer = {
  isDev: false,
  // Nobody listens there: what would be sent to it fails.
  baseUrl: "http://127.0.0.1:9",
  eventKey: "Qm7vT2xL9pR4sW8zB3nK6yH1cJ5gD0fA",
  signingKey: key,
  signingKeyFallback: oldKey,
};

let greeted = 0;
const greet = new Inngest({ id: inngestAppId }).createFunction(
  { id: "greet", triggers: [{ event: "job/cancelled" }] },
  async () => {
    greeted += 1;
    return "hello";
  },
);

const door = serveFunctions(signed, [greet]);

/** Keys out of order on purpose: the signature is over the canonical form. */
const event = { name: "job/cancelled", data: { z: 1, a: "ü\n" } };
const ctx = { run_id: "run-1", attempt: 0, stack: { stack: [], current: 0 } };
const call = { version: 2, steps: {}, events: [event], event, ctx };

interface Given {
  readonly to?: string;
  readonly body?: string;
  /** Signed with this key, at this time … */
  readonly by?: string;
  readonly at?: Date;
  /** … or with this header. */
  readonly signature?: string;
}

function request(method: string, given: Given): Promise<Response> {
  const text = given.body ?? JSON.stringify(call);
  const hasBody = method !== "GET" && method !== "HEAD";
  const headers = new Headers({ "content-type": "application/json", host: "127.0.0.1:3000" });
  const { by, at = new Date() } = given;
  const made = by && signatureOf(hasBody ? canonicalJson(JSON.parse(text)) : "", by, at);
  const signature = given.signature ?? made;
  if (signature) headers.set("x-inngest-signature", signature);
  return door(new Request(given.to ?? runUrl, { method, headers, body: hasBody ? text : undefined }));
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

describe("a signed call", () => {
  // There is no database here: what cannot be written down is done nevertheless.
  it("runs the function, and the answer is signed too", async () => {
    const response = await request("POST", { by: key });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    expect(JSON.parse(text)).toBe("hello");
    const signature = response.headers.get("x-inngest-signature") ?? "";
    const at = new Date(Number(new URLSearchParams(signature).get("t")) * 1_000);
    expect(signature).toBe(signatureOf(text, key, at));
  });

  it("may be signed with the second key while keys are changed", async () => {
    expect((await request("POST", { by: oldKey })).status).toBe(200);
  });

  it("is good for five minutes", async () => {
    expect((await request("POST", { by: key, at: minutesAgo(4.9) })).status).toBe(200);
  });

  it("tells of the functions when it asks for them", async () => {
    const put = await request("PUT", { by: key, to: url, body: JSON.stringify({ url }) });
    // An out-of-band sync would register with the server, which is not there; an in-band one is in the stand-in's tests.
    expect(await put.json()).toMatchObject({ message: expect.stringContaining("Failed to register") });
    expect((await request("GET", { by: key, to: url })).status).toBe(200);
  });
});

describe("any other call", () => {
  it.each([
    ["unsigned", {}],
    ["signed with another key", { by: strangeKey }],
    ["six minutes old", { by: key, at: minutesAgo(6) }],
    ["from six minutes ahead", { by: key, at: minutesAgo(-6) }],
    [
      "signed over something else",
      { signature: signatureOf(canonicalJson({ ...call, version: 1 }), key, new Date()) },
    ],
    [
      "signed over the bytes as they stand",
      { signature: signatureOf(JSON.stringify(call), key, new Date()) },
    ],
    ["signed with half a signature", { signature: "t=1" }],
    ["signed with nonsense", { signature: "%%%" }],
    ["no JSON", { body: "{", signature: signatureOf("{", key, new Date()) }],
  ])("%s is refused with 401, whatever its method", async (_what, given) => {
    const before = greeted;
    for (const method of ["POST", "PUT"]) {
      const response = await request(method, { ...given, to: method === "PUT" ? url : runUrl });
      expect(response.status, method).toBe(401);
      expect(Object.keys(await response.json())).toEqual(["message"]);
    }
    expect(greeted).toBe(before);
  });

  it("GET needs a signature as well", async () => {
    expect((await request("GET", { to: url })).status).toBe(401);
    expect((await request("GET", { to: url, by: strangeKey })).status).toBe(401);
  });

  it.each(["PATCH", "OPTIONS", "DELETE", "HEAD"])(
    "%s is not a method of this door, signed or not",
    async (method) => {
      for (const given of [{}, { by: key }]) {
        const response = await request(method, given);
        expect(response.status).toBe(405);
        expect(await response.text()).not.toContain("INNGEST");
      }
    },
  );

  it("is cut off when it is longer than a server's calls are", async () => {
    const response = await request("POST", {
      by: key,
      body: JSON.stringify({ ...call, more: "x".repeat(6_000_000) }),
    });
    expect(response.status).toBe(413);
  });
});

describe("a dev server", () => {
  it("is believed without a signature", async () => {
    const open = serveFunctions(
      { ...signed, isDev: true, signingKey: undefined, signingKeyFallback: undefined },
      [greet],
    );
    const response = await open(
      new Request(runUrl, {
        method: "POST",
        body: JSON.stringify(call),
        headers: { "content-type": "application/json" },
      }),
    );
    expect(response.status).toBe(200);
  });
});
