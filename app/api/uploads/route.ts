import { invalid } from "@/lib/errors";
import { route } from "@/lib/http/route";
import { receiveUpload } from "@/lib/rosters/mutations/receive-upload";

/**
 * Takes one roster file as the body, streamed: `?session=<id>&name=<file name>`. A raw body and not a form, because a
 * form would be held in memory.
 */
export const POST = route("POST /api/uploads", async (ctx, request) => {
  const query = new URL(request.url).searchParams;
  if (!request.body) throw invalid("This file is empty. Choose a file with a header row and rows below it.");
  const upload = await receiveUpload(ctx, {
    sessionId: query.get("session") ?? "",
    fileName: query.get("name") ?? "",
    // The DOM's type and Node's are the same stream.
    body: request.body as Parameters<typeof receiveUpload>[1]["body"],
  });
  return Response.json(upload, { status: 201 });
});
