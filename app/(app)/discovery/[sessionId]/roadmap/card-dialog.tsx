"use client";

import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Score } from "@/components/analysis/score";
import { TierBadge } from "@/components/analysis/tier-badge";
import { Button, buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { CandidateCard } from "@/lib/candidates/schema";
import { CardForm } from "./card-form";
import { CardLead } from "./card-lead";
import { CardMarks } from "./card-marks";
import type { Board } from "./use-board";

const scores = ["priority", "exposure", "impact", "complexity"] as const;

function Facts({ sessionId, card }: { sessionId: string; card: CandidateCard }) {
  const t = useTranslations("roadmap");
  const format = useFormatter();
  const { roleId, runNumber, occupation, rank } = card;
  return (
    <div className="mt-4 border-line border-t pt-4 text-sm">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        <dt className="text-ink-soft">{t("dialog.role")}</dt>
        <dd>{card.roleTitle}</dd>
        <dt className="text-ink-soft">{t("dialog.occupation")}</dt>
        <dd>{occupation ?? t("dialog.noOccupation")}</dd>
        <dt className="text-ink-soft">{t("dialog.tier")}</dt>
        <dd className="flex flex-wrap gap-1">
          <TierBadge tier={card.tier} />
          <CardMarks card={card} />
        </dd>
        <dt className="text-ink-soft">{t("dialog.people")}</dt>
        <dd>{format.number(card.headcount)}</dd>
        {scores.map((name) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{t(`card.${name}`)}</dt>
            <dd>
              <Score value={card[name]} />
            </dd>
          </div>
        ))}
        <dt className="text-ink-soft">{t("card.rank")}</dt>
        <dd>{rank === null ? <Score value={null} /> : format.number(rank)}</dd>
      </dl>
      <p className="mt-3 text-ink-soft">
        {t("dialog.ofRun", { number: runNumber })}{" "}
        <Link
          className="text-accent underline underline-offset-2"
          href={`/discovery/${sessionId}/analysis?run=${runNumber}&role=${roleId}`}
        >
          {t("dialog.explain")}
        </Link>
      </p>
    </div>
  );
}

/** Why the latest plan would not propose it; that its people left explains more than that it has no score. */
function WhyNot({ card: { leftWith, staleReason, runNumber } }: { card: CandidateCard }) {
  const t = useTranslations("roadmap");
  const format = useFormatter();
  if (!leftWith && !staleReason) return null;
  return (
    <div className="mb-4">
      <Notice tone="warn">
        {leftWith
          ? t("card.leftWith", {
              name: leftWith.fileName,
              date: format.dateTime(leftWith.at, { dateStyle: "medium" }),
            })
          : t(`stale.reason.${staleReason ?? "not_scored"}`, { number: runNumber })}
      </Notice>
    </div>
  );
}

/** One card with all that is known of it; it has an address of its own. */
export function CardDialog({
  sessionId,
  card,
  board,
  mayEdit,
  onClose,
}: {
  sessionId: string;
  card: CandidateCard | undefined;
  board: Board;
  mayEdit: boolean;
  onClose: () => void;
}) {
  const t = useTranslations("roadmap");
  return (
    <Dialog.Root open={card !== undefined} onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-black/40" />
        <Dialog.Popup className="-translate-x-1/2 -translate-y-1/2 fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-surface p-6 shadow-xl">
          {card ? (
            <>
              <div className="mb-4 flex items-start justify-between gap-4">
                <Dialog.Title className="font-semibold text-lg">{card.name}</Dialog.Title>
                <Dialog.Close className={buttonClasses("quiet", "small")} aria-label={t("dialog.close")}>
                  <X aria-hidden="true" className="size-5" />
                </Dialog.Close>
              </div>
              <WhyNot card={card} />
              {mayEdit ? (
                <CardForm key={card.id} sessionId={sessionId} card={card} onSaved={onClose} />
              ) : (
                <p className="whitespace-pre-line">{card.description}</p>
              )}
              {mayEdit ? (
                <div className="mt-3 flex flex-wrap gap-2">
                  <Button onClick={() => board.choose([card.id], !card.isChosenForBuild)}>
                    {card.isChosenForBuild ? t("menu.unchoose") : t("menu.choose")}
                  </Button>
                  <Button
                    variant="danger"
                    onClick={() => {
                      onClose();
                      board.dismiss(card);
                    }}
                  >
                    {t("menu.dismiss")}
                  </Button>
                </div>
              ) : null}
              <CardLead card={card} />
              <Facts sessionId={sessionId} card={card} />
            </>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
