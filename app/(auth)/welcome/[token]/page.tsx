import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/lib/http/page";
import { checkFirstAdminLink } from "@/lib/orgs/queries";
import { FirstAdminForm } from "./first-admin-form";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.welcome"))("title") };
}

export default async function WelcomePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  await orNotFound(checkFirstAdminLink(token));
  const t = await getTranslations("auth.welcome");
  return (
    <>
      <h1 className="font-semibold text-2xl">{t("title")}</h1>
      <p className="mt-1 text-ink-soft">{t("body")}</p>
      <FirstAdminForm token={token} />
    </>
  );
}
