import { route } from "@/lib/http/route";
import { receiveRelease } from "@/lib/onet/mutations/receive-release";

/** Takes the zip of an O*NET release as the body, streamed: `?name=<file name>`. The sync that it opens brings it in. */
export const POST = route("POST /api/releases", async (ctx, request) => {
  const fileName = new URL(request.url).searchParams.get("name") ?? "";
  // The DOM's type and Node's are the same stream.
  const body = (request.body ?? new Blob().stream()) as Parameters<typeof receiveRelease>[1]["body"];
  return Response.json(await receiveRelease(ctx, { fileName, body }), { status: 201 });
});
