import openapiTS, { astToString } from "openapi-typescript";
import { describe, expect, it } from "vitest";
import { apiDoors } from "@/lib/auth/doors";
import { ProfilesBody } from "./catalogue-shapes";
import { examples } from "./examples";
import { openApiDocument } from "./openapi";
import { operations } from "./operations";

const text = JSON.stringify(openApiDocument("http://127.0.0.1:3000"));

interface Documented {
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
}
const { paths } = JSON.parse(text) as Documented;

describe("the OpenAPI document", () => {
  it("names every door of the API, and nothing else", () => {
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} /api/v1${path.replaceAll("{", "[").replaceAll("}", "]")}`,
      ),
    );
    expect(documented.sort()).toEqual(Object.keys(apiDoors).sort());
  });

  it("is one that a generator of clients takes, with types for every operation", async () => {
    const types = astToString(await openapiTS(text));
    for (const { id } of Object.values(operations)) expect(types).toContain(`${id}: {`);
    expect(types).toContain("nextCursor: string | null");
    expect(types).not.toContain("unknown[]");
    // The journeys' client is made of this.
    const heading =
      "// Made by `npx vitest run lib/api/openapi -u`, of the document that the product serves.\n\n";
    await expect(heading + types).toMatchFileSnapshot("../../e2e/api-client-types.ts");
  });

  it("says of every operation how it may be refused", () => {
    for (const operation of Object.values(paths).flatMap(Object.values)) {
      for (const status of ["401", "403", "404", "422", "429", "500"])
        expect(Object.keys(operation.responses), operation.operationId).toContain(status);
    }
  });

  it("resolves every reference inside itself", () => {
    const document = JSON.parse(text) as Record<string, unknown>;
    const names = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(50);
    for (const name of new Set(names)) {
      const found = name
        .split("/")
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect(found, name).toBeDefined();
    }
    expect(text).not.toContain("undefined");
  });

  it("has examples that the routes would take", () => {
    expect(ProfilesBody.safeParse(examples.importProfiles).success).toBe(true);
    for (const { id, body } of Object.values(operations)) {
      if (body) expect(body.safeParse(examples[id]).success, id).toBe(true);
    }
    expect(text).not.toMatch(/@[a-z]+\.(com|org)/);
  });
});
