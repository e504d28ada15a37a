import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";

/** Said before anything can be started: no model is set up, and how to switch one on. */
export function ProviderNotice({ mayConfigure }: { mayConfigure: boolean }) {
  const t = useTranslations("scoring.provider");
  return (
    <div className="mb-4">
      <Notice tone="warn">
        <p className="font-medium">{t("title")}</p>
        <p>{t("body")}</p>
        {mayConfigure ? (
          <Link className="inline-block min-h-6 underline underline-offset-2" href="/admin/models">
            {t("settings")}
          </Link>
        ) : null}
      </Notice>
    </div>
  );
}
