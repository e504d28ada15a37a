import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";

export async function NothingHere() {
  const t = await getTranslations("shell.notFound");
  return (
    <EmptyState title={t("title")} action={<ButtonLink href="/discovery">{t("home")}</ButtonLink>}>
      {t("body")}
    </EmptyState>
  );
}
