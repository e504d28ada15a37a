import { route } from "@/lib/http/route";
import { checkUpload } from "@/lib/rosters/mutations/check-upload";

/**
 * Reads a waiting roster as a whole with what was decided about its rows. A route and not an action, because actions of
 * a page wait for one another, and the next decision must not wait for this.
 */
export const POST = route<{ uploadId: string }>(
  "POST /api/uploads/[uploadId]/check",
  async (ctx, _request, { uploadId }) => Response.json(await checkUpload(ctx, { uploadId })),
);
