import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";

export default async function NotFound() {
  const t = await getTranslations("shell.notFound");
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState title={t("title")} action={<ButtonLink href="/discovery">{t("home")}</ButtonLink>}>
        {t("body")}
      </EmptyState>
    </main>
  );
}
