"use client";

import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { classes } from "@/components/ui/classes";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { quoteSegments, type TextSegment } from "@/lib/scoring/quote-segments";
import type { ScoringPoint } from "@/lib/scoring/scoring-views";

const anchorOf = (key: string) => `quote-${key}`;

function subscribe(hear: () => void): () => void {
  window.addEventListener("hashchange", hear);
  return () => window.removeEventListener("hashchange", hear);
}

/** The criterion that the address names behind its hash, so that a link to one lights it again. */
function useChosenKey(): string | null {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash,
    () => "",
  );
  return hash.startsWith("#quote-") ? hash.slice("#quote-".length) : null;
}

function Points({ point, scaleMax }: { point: ScoringPoint; scaleMax: number }) {
  const t = useTranslations("scoring.evidence");
  if (point.points === null) return <span className="text-ink-soft">{t("abstains")}</span>;
  return (
    <span className="whitespace-nowrap font-medium tabular-nums">
      {t("points", { points: point.points, max: scaleMax })}
    </span>
  );
}

function Criterion({
  point,
  scaleMax,
  isScoreShown,
  isChosen,
  hasText,
}: {
  point: ScoringPoint;
  scaleMax: number;
  isScoreShown: boolean;
  isChosen: boolean;
  hasText: boolean;
}) {
  const t = useTranslations("scoring.evidence");
  const tReason = useTranslations("scoring.abstain");
  const { key, label, weight, rationale, quote, abstainReason } = point;
  const reason = abstainReason ?? "";
  return (
    <li
      className={classes(
        "rounded-lg border bg-surface px-4 py-3",
        isChosen ? "border-accent" : "border-line",
      )}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-medium">{label}</h3>
        {isScoreShown ? <Points point={point} scaleMax={scaleMax} /> : null}
      </div>
      <p className="text-ink-soft text-sm">{t("weight", { weight })}</p>
      {abstainReason === null ? null : (
        <p className="mt-1 text-sm">
          {tReason.has(reason as "no_evidence") ? tReason(reason as "no_evidence") : reason}
        </p>
      )}
      {rationale === null ? null : <p className="mt-1 text-sm">{rationale}</p>}
      {quote === null ? null : (
        <p className="mt-2 text-sm">
          {hasText ? (
            <a
              href={`#${anchorOf(key)}`}
              aria-label={t("goTo", { label })}
              className="inline-block min-h-6 text-accent underline decoration-dotted underline-offset-2"
            >
              <q>{quote}</q>
            </a>
          ) : (
            <q>{quote}</q>
          )}
        </p>
      )}
    </li>
  );
}

function Segment({ segment, chosen }: { segment: TextSegment; chosen: string | null }) {
  const [first] = segment.begins;
  if (segment.keys.length === 0) return segment.text;
  const isChosen = chosen !== null && segment.keys.includes(chosen);
  return (
    <mark
      id={first === undefined ? undefined : anchorOf(first)}
      // The link of a criterion moves the focus here.
      tabIndex={first === undefined ? undefined : -1}
      className={classes(
        "scroll-my-24 rounded-sm text-ink",
        isChosen ? "bg-warn-soft outline-2 outline-warn" : "bg-accent-soft",
      )}
    >
      {segment.begins.slice(1).map((key) => (
        <span key={key} id={anchorOf(key)} />
      ))}
      {segment.text}
    </mark>
  );
}

/**
 * Criteria beside the profile text that a model read, with the quotes lit in it. The link of a criterion is a plain
 * address within the page: it scrolls there, takes the focus along and works by keyboard.
 */
export function Evidence({
  points,
  profileText,
  scaleMax,
  isScoreShown,
}: {
  points: readonly ScoringPoint[];
  profileText: string | null;
  scaleMax: number;
  isScoreShown: boolean;
}) {
  const t = useTranslations("scoring.evidence");
  const chosen = useChosenKey();
  return (
    <div className="mb-8 grid items-start gap-4 lg:grid-cols-2">
      <section aria-labelledby="criteria-title">
        <h2 id="criteria-title" className="mb-3 font-semibold text-lg">
          {t(isScoreShown ? "criteria" : "criteriaUnscored")}
        </h2>
        {points.length === 0 ? <p className="text-ink-soft">{t("none")}</p> : null}
        <ol className="grid gap-2">
          {points.map((point) => (
            <Criterion
              key={point.key}
              point={point}
              scaleMax={scaleMax}
              isScoreShown={isScoreShown}
              isChosen={chosen === point.key}
              hasText={profileText !== null}
            />
          ))}
        </ol>
      </section>
      <section aria-labelledby="profile-title" className="lg:sticky lg:top-4">
        <h2 id="profile-title" className="mb-3 font-semibold text-lg">
          {t("profile")}
        </h2>
        {profileText === null ? (
          <p className="text-ink-soft">{t("dropped")}</p>
        ) : (
          <ScrollRegion
            label={t("profileText")}
            className="max-h-[70dvh] overflow-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-surface p-4 text-sm"
          >
            {quoteSegments(profileText, points).map((segment) => (
              <Segment key={segment.start} segment={segment} chosen={chosen} />
            ))}
          </ScrollRegion>
        )}
      </section>
    </div>
  );
}
