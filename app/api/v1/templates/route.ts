import { templateSummary } from "@/lib/api/catalogue-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { listTemplates } from "@/lib/scoring/queries/list-templates";

export const GET = apiRoute("GET /api/v1/templates", async ({ ctx, query }) => {
  const { items } = await listTemplates(ctx, query);
  return { items: items.map(templateSummary) };
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
