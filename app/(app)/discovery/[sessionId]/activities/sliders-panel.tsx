"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo, useState, useTransition } from "react";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { OccupationActivitiesView } from "@/lib/activities/schema";
import {
  evenShares,
  freeOthers,
  holdShare,
  isMovable,
  moveShare,
  type ShareEntry,
  toShareChanges,
  weightShares,
} from "@/lib/activities/share-draft";
import { roleExposure } from "@/lib/analysis/role-exposure";
import { shareActivitiesAction } from "./actions";
import { sliderParams } from "./search-params";
import { ShareSlider } from "./share-slider";
import { useActToast } from "./use-act";
import { type SlidingActivity, slidingActivities, useShareDraft } from "./use-share-draft";

/** What the moved shares come to, at once: the engine's own mean over what is on the screen. */
function Preview({
  activities,
  entries,
  before,
}: {
  activities: readonly SlidingActivity[];
  entries: readonly ShareEntry[];
  before: number | null;
}) {
  const t = useTranslations("activities.sliders");
  const format = useFormatter();
  const figure = (exposure: number | null) =>
    exposure === null
      ? t("unknown")
      : format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  const { exposure } = roleExposure(
    activities.map((activity, index) => ({
      share: entries[index]?.share ?? 0,
      exposure: activity.exposure,
      selected: true,
    })),
  );
  const total = entries.reduce((sum, { share }) => sum + share, 0);
  return (
    <p role="status" className="flex flex-wrap gap-x-4 font-semibold tabular-nums">
      <span>{t("exposure", { exposure: figure(exposure) })}</span>
      <span className="font-normal text-ink-soft">{t("was", { exposure: figure(before) })}</span>
      <span className="font-normal text-ink-soft">
        {t("total", { total: format.number(total, { style: "percent", maximumFractionDigits: 1 }) })}
      </span>
    </p>
  );
}

function Sliders({
  sessionId,
  view,
  onClose,
}: {
  sessionId: string;
  view: OccupationActivitiesView;
  onClose: () => void;
}) {
  const t = useTranslations("activities.sliders");
  const activities = useMemo(() => slidingActivities(view), [view]);
  const key = ["opportune-shares", sessionId, view.code, view.role?.id ?? ""].join(" ");
  const draft = useShareDraft(key, activities);
  const actToast = useActToast(sessionId);
  const router = useRouter();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const { entries } = draft;
  const stuck = entries.find(({ id, isFixed }) => !(isFixed || isMovable(entries, id)));

  const save = () =>
    startTransition(async () => {
      setRefusal(null);
      const seen = new Map(activities.map(({ id, typedShare }) => [id, typedShare]));
      const shares = toShareChanges(entries).map((change) => ({
        ...change,
        seen: seen.get(change.id) ?? null,
      }));
      const result = await shareActivitiesAction({
        sessionId,
        code: view.code,
        roleId: view.role?.id ?? null,
        shares,
      });
      if (!result.ok) {
        setRefusal(result.message);
        // What somebody else changed is shown, and what was moved stays: it can be saved over that.
        router.refresh();
        return;
      }
      draft.discard();
      actToast(t("saved", { count: result.data.changedCount }), result.data);
      onClose();
    });

  return (
    <>
      <p className="text-sm">{t("intro")}</p>
      <p className="mb-3 text-ink-soft text-sm">{t("keys")}</p>
      <div className="sticky top-0 z-10 mb-2 flex flex-wrap items-center justify-between gap-2 border-line border-b bg-surface py-2">
        <Preview activities={activities} entries={entries} before={view.exposure} />
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={() => draft.set(evenShares(entries))}>
            {t("even")}
          </Button>
          <Button size="small" onClick={() => draft.set(weightShares(entries))}>
            {t("weights")}
          </Button>
        </span>
      </div>
      {refusal === null ? null : <Notice tone="bad">{refusal}</Notice>}
      {draft.resumed === null ? null : (
        <Notice tone={draft.resumed === "adapted" ? "warn" : "neutral"}>{t(draft.resumed)}</Notice>
      )}
      {stuck && entries.length > 1 ? (
        <p className="my-2 flex flex-wrap items-center gap-2 text-sm">
          {t("alone")}
          <Button size="small" onClick={() => draft.set(freeOthers(entries, stuck.id))}>
            {t("freeOthers")}
          </Button>
        </p>
      ) : null}
      <ul>
        {activities.map(({ id, name, exposure }, index) => {
          const entry = entries[index];
          return entry ? (
            <ShareSlider
              key={id}
              name={name}
              exposure={exposure}
              entry={entry}
              isMovable={isMovable(entries, id)}
              onMove={(share) => draft.set(moveShare(entries, id, share))}
              onHold={(isHeld) => draft.set(holdShare(entries, id, isHeld))}
            />
          ) : null;
        })}
      </ul>
      <div className="sticky bottom-0 flex justify-end gap-2 border-line border-t bg-surface py-3">
        <Button disabled={!draft.isChanged || isPending} onClick={draft.discard}>
          {t("discard")}
        </Button>
        <Button
          variant="primary"
          disabled={!draft.isChanged || isPending}
          aria-busy={isPending}
          onClick={save}
        >
          {t("save")}
        </Button>
      </div>
    </>
  );
}

/** The sliders over the page, at an address of their own, so that a reload finds them open with what was moved. */
export function SlidersPanel({ sessionId, view }: { sessionId: string; view: OccupationActivitiesView }) {
  const t = useTranslations("activities.sliders");
  const [{ sliders }, setParams] = useQueryStates(sliderParams);
  const close = () => setParams({ sliders: null });
  return (
    <>
      <Button size="small" onClick={() => setParams({ sliders: true })}>
        {t("open")}
      </Button>
      <Dialog.Root open={sliders} onOpenChange={(isOpen) => (isOpen ? undefined : close())}>
        <Dialog.Portal>
          <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
          <Dialog.Popup className="fixed inset-y-0 right-0 w-[min(52rem,100vw)] overflow-y-auto border-line border-l bg-surface px-6 pt-6 shadow-xl">
            <div className="mb-2 flex items-start justify-between gap-4">
              <div>
                <Dialog.Title className="font-semibold text-lg">{t("title")}</Dialog.Title>
                <Dialog.Description className="text-ink-soft text-sm">
                  {view.role?.title ?? view.title}
                </Dialog.Description>
              </div>
              <Dialog.Close className={buttonClasses("quiet", "small")} aria-label={t("close")}>
                <X aria-hidden="true" className="size-5" />
              </Dialog.Close>
            </div>
            <Sliders sessionId={sessionId} view={view} onClose={close} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
