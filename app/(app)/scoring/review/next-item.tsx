"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";
import { reviewHref } from "@/lib/scoring/review-address";

/** The next item, by a link or by Alt and N: a key with a modifier, so that typing a reason never leaves the page. */
export function NextItem({ nextId }: { nextId: string | null }) {
  const t = useTranslations("scoring.queue");
  const router = useRouter();
  useEffect(() => {
    if (nextId === null) return;
    const hear = (event: KeyboardEvent) => {
      // The place of the key: with Alt some systems make another character of it.
      if (!event.altKey || event.code !== "KeyN") return;
      event.preventDefault();
      router.push(reviewHref(nextId));
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, [nextId, router]);
  if (nextId === null) return <p className="text-ink-soft text-sm">{t("last")}</p>;
  return (
    <ButtonLink href={reviewHref(nextId)} prefetch={false} aria-keyshortcuts="Alt+N">
      {t("next")}
    </ButtonLink>
  );
}
