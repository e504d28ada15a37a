import * as batch from "@/app/api/v1/batches/[batchId]/route";
import * as batches from "@/app/api/v1/batches/route";
import * as profile from "@/app/api/v1/profiles/[profileId]/route";
import * as score from "@/app/api/v1/profiles/[profileId]/score/route";
import * as scoreTemplate from "@/app/api/v1/profiles/[profileId]/score-template/route";
import * as profiles from "@/app/api/v1/profiles/route";
import * as cancel from "@/app/api/v1/scoring-jobs/[jobId]/cancel/route";
import * as retry from "@/app/api/v1/scoring-jobs/[jobId]/retry/route";
import * as job from "@/app/api/v1/scoring-jobs/[jobId]/route";
import * as jobs from "@/app/api/v1/scoring-jobs/route";
import * as template from "@/app/api/v1/templates/[templateId]/route";
import * as templates from "@/app/api/v1/templates/route";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/** As Next finds them; a part in braces is any text. */
const routes: Readonly<Record<string, Partial<Record<"GET" | "POST", Handler>>>> = {
  "/profiles": profiles,
  "/profiles/{profileId}": profile,
  "/profiles/{profileId}/score": score,
  "/profiles/{profileId}/score-template": scoreTemplate,
  "/scoring-jobs": jobs,
  "/scoring-jobs/{jobId}": job,
  "/scoring-jobs/{jobId}/retry": retry,
  "/scoring-jobs/{jobId}/cancel": cancel,
  "/templates": templates,
  "/templates/{templateId}": template,
  "/batches": batches,
  "/batches/{batchId}": batch,
};

function find(path: string) {
  const parts = path.split("/");
  for (const [pattern, handlers] of Object.entries(routes)) {
    const names = pattern.split("/");
    if (names.length !== parts.length) continue;
    if (!names.every((name, index) => name.startsWith("{") || name === parts[index])) continue;
    const params = names.flatMap((name, index) =>
      name.startsWith("{") ? [[name.slice(1, -1), decodeURIComponent(parts[index] ?? "")]] : [],
    );
    // As Next has it: a path without such parts comes without params.
    const given = params.length > 0 ? (Object.fromEntries(params) as Record<string, string>) : undefined;
    return { handlers, params: given };
  }
  throw new Error(`No route has the path ${path}.`);
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came
  readonly body: any;
  readonly text: string;
}

export interface ApiRequest {
  readonly key?: string;
  /** Text goes as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls a route's handler with a real request, as Next does. `POST /profiles`. */
export async function callApi(door: string, { key, body, headers }: ApiRequest = {}): Promise<ApiAnswer> {
  const [method = "", address = ""] = door.split(" ");
  const [path = "", query] = address.split("?");
  const { handlers, params } = find(path);
  const handler = handlers[method as "GET" | "POST"];
  if (!handler) throw new Error(`${path} does not take ${method}.`);
  const sent = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(`http://127.0.0.1:3000/api/v1${path}${query ? `?${query}` : ""}`, {
    method,
    headers: {
      ...(sent !== undefined && { "content-type": "application/json" }),
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: sent,
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
}
