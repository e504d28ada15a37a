import { z } from "zod";
import type { ApiScope } from "@/db/enums";
import { type ApiDoor, apiDoors } from "@/lib/auth/doors";
import { ProfileContent } from "@/lib/profiles/schema";
import { TemplateBody } from "@/lib/scoring/schema";
import { ImportedProfiles, Profile, Template, TemplateList, TemplateSummary } from "./catalogue-shapes";
import { examples } from "./examples";
import { type Operation, operations } from "./operations";
import { Problem } from "./problem";
import { Batch, Job, JobPage, JobSummary } from "./scoring-shapes";

type Json = Record<string, unknown>;

/** Shapes that answers share and generated clients name. */
const named = {
  Batch,
  ImportedProfiles,
  Problem,
  Profile,
  ProfileContent,
  ScoringJob: Job,
  ScoringJobPage: JobPage,
  ScoringJobSummary: JobSummary,
  Template,
  TemplateBody,
  TemplateList,
  TemplateSummary,
};

const refOf = (name: string) => `#/components/schemas/${name}`;

function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: refOf, io: "output" });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}

function inlineSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _schema, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function answerSchema(schema: z.ZodType): Json {
  const name = Object.entries(named).find(([, candidate]) => candidate === schema)?.[0];
  return name ? { $ref: refOf(name) } : inlineSchema(schema, "output");
}

function parameters(schema: z.ZodObject, place: "path" | "query"): Json[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: "output" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property as Json;
    return { name, in: place, required: place === "path", description, schema: rest };
  });
}

const limitHeaders = {
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
  RateLimit: { $ref: "#/components/headers/RateLimit" },
  "X-Request-Id": { $ref: "#/components/headers/X-Request-Id" },
};

const problemContent = { "application/problem+json": { schema: { $ref: refOf("Problem") } } };

/** What many operations have in common, by name in the document. */
const sharedProblems: Readonly<Record<string, readonly [status: number, description: string]>> = {
  Unauthorized: [401, "No API key, or one that opens nothing: UNAUTHORIZED."],
  Forbidden: [403, "The key lacks the scope or its maker the right: INSUFFICIENT_SCOPE, FORBIDDEN."],
  NotFound: [404, "The address or the body names what is not there for this key, or a malformed id."],
  BodyTooLarge: [413, "The body is too large: BODY_TOO_LARGE."],
  UnsupportedMediaType: [415, "The body is not declared as JSON: UNSUPPORTED_MEDIA_TYPE."],
  Invalid: [422, "Something needs another value: VALIDATION_ERROR, IDEMPOTENCY_KEY_REUSED."],
  TooManyRequests: [429, "Over a limit: RATE_LIMIT_EXCEEDED. `Retry-After` says how long to wait."],
  InternalError: [500, "A fault of ours: INTERNAL_ERROR."],
  Unavailable: [503, "Not now: PROVIDER_NOT_CONFIGURED, UNAVAILABLE."],
};

const ofBodies = new Set(["BodyTooLarge", "UnsupportedMediaType"]);

function problemResponse(status: number, description: string): Json {
  const waiting = status === 429 ? { "Retry-After": { schema: { type: "integer" } } } : {};
  const inside = status === 401 ? {} : limitHeaders;
  return { description, headers: { ...inside, ...waiting }, content: problemContent };
}

function sharedResponses(): Json {
  return Object.fromEntries(
    Object.entries(sharedProblems).map(([name, [status, text]]) => [name, problemResponse(status, text)]),
  );
}

function problems(operation: Operation): Json {
  const own = [...operation.codes, ...(operation.body ? ["MALFORMED_BODY"] : [])];
  const shared = Object.entries(sharedProblems)
    .filter(([name]) => operation.body || !ofBodies.has(name))
    .map(([name, [status]]) => [status, { $ref: `#/components/responses/${name}` }]);
  return {
    ...Object.fromEntries(shared),
    ...(own.length > 0 ? { 400: problemResponse(400, `Refused: ${own.join(", ")}.`) } : {}),
    ...(operation.body || operation.isOnce
      ? { 409: problemResponse(409, "The present state does not allow it: CONFLICT.") }
      : {}),
  };
}

const scopeName = (scope: ApiScope) => `Needs the scope \`${scope}\`.`;

function operationObject(door: ApiDoor, operation: Operation): Json {
  const isChange = door.startsWith("POST");
  const example = examples[operation.id];
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: [operation.description, scopeName(apiDoors[door])].filter(Boolean).join(" "),
    parameters: [
      ...parameters(operation.params, "path"),
      ...parameters(operation.query, "query"),
      ...(isChange ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
    ],
    ...(operation.body
      ? {
          requestBody: {
            required: true,
            content: { "application/json": { schema: inlineSchema(operation.body, "input"), example } },
          },
        }
      : {}),
    responses: {
      [operation.status]: {
        description: operation.status === 201 ? "Made." : "Done.",
        headers: limitHeaders,
        content: { "application/json": { schema: answerSchema(operation.answer) } },
      },
      ...problems(operation),
    },
  };
}

function paths(): Json {
  const made: Record<string, Json> = {};
  for (const [door, operation] of Object.entries(operations) as [ApiDoor, Operation][]) {
    const [method = "", address = ""] = door.split(" ");
    const path = address.replace("/api/v1", "").replaceAll(/\[(\w+)\]/g, "{$1}");
    made[path] = { ...made[path], [method.toLowerCase()]: operationObject(door, operation) };
  }
  return made;
}

/** The OpenAPI 3.1 document of /api/v1, made of the schemas that the routes parse by. */
export function openApiDocument(origin: string): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Opportune",
      version: "1",
      description:
        "Import profiles and have them scored. Times are ISO 8601 in UTC, money is US dollars, pages go on by cursor.",
    },
    servers: [{ url: new URL("/api/v1", origin).href }],
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: paths(),
    components: {
      schemas: componentSchemas(),
      responses: sharedResponses(),
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          required: false,
          description:
            "A text of your own choice. Sent again within a day with the same request it changes nothing and gives the first answer's result; with another request it is refused.",
          schema: { type: "string", minLength: 1, maxLength: 200 },
        },
      },
      headers: {
        "RateLimit-Policy": {
          description: "What is allowed: quota and window in seconds, by name.",
          schema: { type: "string" },
        },
        RateLimit: {
          description: "What is left of it, and the seconds until it is whole again.",
          schema: { type: "string" },
        },
        "X-Request-Id": { description: "Stands in our logs as well.", schema: { type: "string" } },
      },
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "An API key from the page “API keys”." },
        apiKey: { type: "apiKey", in: "header", name: "x-api-key" },
      },
    },
  };
}
