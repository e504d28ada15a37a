"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "sonner";
import { useFollowJobs } from "@/components/shell/use-jobs";
import { Button } from "@/components/ui/button";
import type { SyncSource } from "@/lib/onet/sync-schema";
import { requestSyncAction } from "./sync-actions";

/** Starts a sync; from the Web Services too, where there is a key for them. */
export function SyncButtons({ hasServices }: { hasServices: boolean }) {
  const t = useTranslations("onet-syncs");
  const follow = useFollowJobs();
  const [isPending, startTransition] = useTransition();
  const start = (source: SyncSource) =>
    startTransition(async () => {
      const result = await requestSyncAction({ source });
      if (!result.ok) {
        toast.error(result.message);
        return;
      }
      follow();
      toast.success(t("asked"));
    });
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" disabled={isPending} onClick={() => start("download")}>
        {t("look")}
      </Button>
      {hasServices ? (
        <Button disabled={isPending} onClick={() => start("web_services")}>
          {t("lookServices")}
        </Button>
      ) : null}
    </div>
  );
}
