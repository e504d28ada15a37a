import { readiness } from "@/lib/health/readiness";

/** Database reachable, migrations at head, a worker alive: 200, else 503 with what is missing. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
