import { invalid } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { importProfileFile } from "@/lib/profiles/mutations/import-profile-file";

/**
 * Takes one file of people as the body, streamed: `?mode=check|import&purpose=…&retainUntil=…`. A raw body and not a
 * form, because a form would be held in memory.
 */
export const POST = route("POST /api/profile-imports", async (ctx, request) => {
  const terms = Object.fromEntries(new URL(request.url).searchParams);
  if (!request.body) throw invalid("This file is empty. Choose a file with people in it.");
  // The DOM's type and Node's are the same stream.
  const body = request.body as Parameters<typeof importProfileFile>[2];
  return Response.json(await importProfileFile(ctx, terms, body), { status: 201 });
});
