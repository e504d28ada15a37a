import { openApiDocument } from "@/lib/api/openapi";
import { env } from "@/lib/env";
import { refuseOtherMethods } from "@/lib/http/no-such-route";

/** What the API offers, for people and for generators of clients. Everybody may read it. */
export function GET(): Response {
  return Response.json(openApiDocument(env.NEXTAUTH_URL), {
    headers: { "cache-control": "no-cache" },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
