import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import type { SyncView } from "@/lib/onet/sync-schema";
import { SyncTable } from "./sync-table";

/** The newest syncs, with the way to all of them. */
export function SyncHistory({ syncs, hasMore }: { syncs: readonly SyncView[]; hasMore: boolean }) {
  const t = useTranslations("onet-syncs.history");
  if (syncs.length === 0) return <EmptyState title={t("empty")}>{t("emptyBody")}</EmptyState>;
  return (
    <section className="min-w-0">
      <h2 className="mb-3 font-semibold text-lg">{t("title")}</h2>
      <SyncTable syncs={syncs} now={new Date()} />
      {hasMore ? (
        <ButtonLink className="mt-3" size="small" href="/admin/onet/syncs">
          {t("all")}
        </ButtonLink>
      ) : null}
    </section>
  );
}
