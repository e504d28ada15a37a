import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

/** A one-time link that was used, replaced or has run out. */
export default async function LinkGone() {
  const t = await getTranslations("auth.linkGone");
  return (
    <Card>
      <h1 className="font-semibold text-xl">{t("title")}</h1>
      <p className="mt-2 mb-4 text-ink-soft">{t("body")}</p>
      <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>
    </Card>
  );
}
