import { profileAnswer } from "@/lib/api/catalogue-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { getProfile } from "@/lib/profiles/queries/get-profile";

export const GET = apiRoute("GET /api/v1/profiles/[profileId]", async ({ ctx, params }) =>
  profileAnswer(await getProfile(ctx, params.profileId)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
