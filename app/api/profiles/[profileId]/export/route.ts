import { attachment, safeFileName } from "@/lib/csv/file-download";
import { route } from "@/lib/http/route";
import { exportProfile } from "@/lib/profiles/mutations/export-profile";

/** Everything that is kept about one person, as a JSON file to save. */
export const GET = route<{ profileId: string }>(
  "GET /api/profiles/[profileId]/export",
  async (ctx, _request, { profileId }) => {
    const all = await exportProfile(ctx, { profileId });
    return new Response(JSON.stringify(all, null, 2), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": attachment(safeFileName(all.profile.externalId, "json")),
        "x-content-type-options": "nosniff",
      },
    });
  },
);
