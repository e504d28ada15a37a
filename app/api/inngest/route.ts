import { inngestServer } from "@/lib/jobs/engine";

type Door = (request: Request) => Promise<Response>;

let opened: Promise<Door> | undefined;

/** Loaded with the first call: without an Inngest server the web process needs none of it. */
async function open(): Promise<Door | undefined> {
  const server = inngestServer();
  if (!server) return undefined;
  opened ??= Promise.all([import("@/inngest"), import("@/lib/jobs/inngest/serve-functions")]).then(
    ([{ functions }, { serveFunctions }]) => serveFunctions(server, functions),
  );
  return opened;
}

/** The door of an Inngest server, which signs its calls. While the local runner does the work it is not there. */
async function handler(request: Request): Promise<Response> {
  const door = await open();
  return door ? door(request) : new Response(null, { status: 404 });
}

export { handler as GET, handler as OPTIONS, handler as POST, handler as PUT };
