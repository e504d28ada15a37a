"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { RoleRow } from "@/lib/roles/schema";
import { useConfirmations } from "./use-confirmations";

/** Confirms the selected roles as one step, each with the occupation that its row shows. */
export function SelectionBar({
  sessionId,
  selected,
  onClear,
  onChanged,
}: {
  sessionId: string;
  selected: readonly RoleRow[];
  onClear: () => void;
  onChanged: () => void;
}) {
  const t = useTranslations("roles.list");
  const { confirm, isPending } = useConfirmations(sessionId, onChanged);
  if (selected.length === 0) return null;
  const roles = selected.flatMap(({ id: roleId, suggestion }) => {
    const best = suggestion?.candidates[0];
    return best ? [{ roleId, onetCode: best.code }] : [];
  });
  return (
    <div className="mb-2 flex flex-wrap items-center gap-3 rounded-lg bg-accent-soft px-3 py-2">
      <span role="status">{t("selected", { count: selected.length })}</span>
      <Button
        variant="primary"
        size="small"
        onClick={() => confirm({ by: "selection", sessionId, roles }, onClear)}
        disabled={isPending}
      >
        {t("confirmSelected", { count: selected.length })}
      </Button>
      <Button variant="quiet" size="small" onClick={onClear}>
        {t("clearSelection")}
      </Button>
    </div>
  );
}
