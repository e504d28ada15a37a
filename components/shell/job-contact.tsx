"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useJobContact } from "./use-jobs";

const actionClasses = "text-accent underline underline-offset-2";

/** Says why a page that follows work hears nothing any more, when that lasts. */
export function JobContact() {
  const t = useTranslations("shell.work");
  const contact = useJobContact();
  if (contact === "live") return null;
  return (
    <div className="mx-auto w-full max-w-screen-2xl px-4 pt-4 print:hidden">
      {contact === "away" ? <Notice tone="warn">{t("away")}</Notice> : null}
      {contact === "signed_out" ? (
        <Notice tone="warn">
          {t("signedOut")}{" "}
          <Link className={actionClasses} href="/sign-in">
            {t("signIn")}
          </Link>
        </Notice>
      ) : null}
      {contact === "moved" ? (
        <Notice tone="warn">
          {t("moved")}{" "}
          <button type="button" className={actionClasses} onClick={() => window.location.reload()}>
            {t("reload")}
          </button>
        </Notice>
      ) : null}
    </div>
  );
}
