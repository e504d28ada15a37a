import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { importProfiles } from "@/lib/profiles/mutations/import-profiles";

export const POST = apiRoute("POST /api/v1/profiles", async ({ ctx, body }) => {
  const given = "profiles" in body ? body.profiles : [body];
  const { profileIds, ...counts } = await importProfiles(ctx, given, "api");
  const profiles = given.map(({ externalId }, index) => ({ id: profileIds[index] ?? "", externalId }));
  return { ...counts, profiles };
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("POST");
