"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import type { UndescribedOccupation } from "@/lib/roles/panel-schema";
import type { OccupationName } from "@/lib/roles/schema";

/** Asks for each occupation once it is chosen; silent where O*NET describes it, or the answer does not come. */
function useUndescribed(code: string, title: string): UndescribedOccupation | null {
  const [found, setFound] = useState<UndescribedOccupation | null>(null);
  useEffect(() => {
    setFound(null);
    const controller = new AbortController();
    fetch(`/api/occupations/siblings?${new URLSearchParams({ code, title })}`, { signal: controller.signal })
      .then(async (response) => {
        if (!response.ok) return;
        const { undescribed }: { undescribed: UndescribedOccupation | null } = await response.json();
        setFound(undescribed);
      })
      .catch(() => undefined);
    return () => controller.abort();
  }, [code, title]);
  return found;
}

/** Beside the choice of an occupation that O*NET does not describe: described ones that may fit better. */
export function DescribedSiblings({
  code,
  title,
  onPick,
}: {
  code: string;
  title: string;
  onPick: (occupation: OccupationName) => void;
}) {
  const t = useTranslations("role-shapes.undescribed");
  const undescribed = useUndescribed(code, title);
  if (!undescribed || undescribed.siblings.length === 0) return null;
  return (
    <section aria-live="polite" className="rounded-lg bg-sunken px-3 py-2">
      <p className="mb-2 text-sm">{t("body", { title: undescribed.title, code })}</p>
      <div className="flex flex-wrap gap-2">
        {undescribed.siblings.map((sibling) => (
          <Button
            key={sibling.code}
            size="small"
            className="whitespace-normal text-left"
            onClick={() => onPick({ code: sibling.code, title: sibling.title })}
          >
            {sibling.title}
          </Button>
        ))}
      </div>
    </section>
  );
}
