import { templateAnswer } from "@/lib/api/catalogue-shapes";
import { apiRoute } from "@/lib/http/api-route";
import { refuseOtherMethods } from "@/lib/http/no-such-route";
import { getTemplate } from "@/lib/scoring/queries/get-template";

export const GET = apiRoute("GET /api/v1/templates/[templateId]", async ({ ctx, params }) =>
  templateAnswer(await getTemplate(ctx, params.templateId)),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOtherMethods("GET");
