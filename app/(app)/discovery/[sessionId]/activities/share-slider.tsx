"use client";

import { Lock, LockOpen } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonClasses } from "@/components/ui/button";
import type { ShareEntry } from "@/lib/activities/share-draft";

const fineStep = 0.001;
const step = 0.01;
const pageStep = 0.1;

/** Where a key moves a share to; null for keys that move nothing. */
function movedByKey({ key, shiftKey }: KeyboardEvent, share: number): number | null {
  const small = shiftKey ? fineStep : step;
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: share + small,
    ArrowUp: share + small,
    ArrowLeft: share - small,
    ArrowDown: share - small,
    PageUp: share + pageStep,
    PageDown: share - pageStep,
    Home: 0,
    End: 1,
  };
  return targets[key] ?? null;
}

const toPercent = (share: number) => Number((share * 100).toFixed(1));

function NumberField({
  label,
  share,
  isDisabled,
  onMove,
}: {
  label: string;
  share: number;
  isDisabled: boolean;
  onMove: (share: number) => void;
}) {
  const t = useTranslations("activities.table");
  const ref = useRef<HTMLInputElement>(null);
  const shown = String(toPercent(share));
  // What the sliders do goes in, but never under the hands of who is typing.
  useEffect(() => {
    if (ref.current && ref.current !== document.activeElement) ref.current.value = shown;
  }, [shown]);
  const take = (field: HTMLInputElement) => {
    const typed = Number(field.value);
    if (field.value !== "" && field.value !== shown && Number.isFinite(typed)) onMove(typed / 100);
    else field.value = shown;
  };
  return (
    <span className="inline-flex items-center gap-1">
      <input
        ref={ref}
        type="number"
        min={0}
        max={100}
        step="any"
        inputMode="decimal"
        defaultValue={shown}
        disabled={isDisabled}
        aria-label={label}
        onBlur={(event) => {
          take(event.currentTarget);
          event.currentTarget.value = shown;
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") take(event.currentTarget);
        }}
        className="min-h-8 w-18 rounded-lg border border-line-strong bg-surface px-2 text-right text-ink tabular-nums [appearance:textfield] disabled:opacity-60 [&::-webkit-inner-spin-button]:appearance-none"
      />
      <span aria-hidden="true">{t("percent")}</span>
    </span>
  );
}

/** One activity's share: slider, number, and whether it is held. */
export function ShareSlider({
  name,
  exposure,
  entry,
  isMovable,
  onMove,
  onHold,
}: {
  name: string;
  exposure: number | null;
  entry: ShareEntry;
  isMovable: boolean;
  onMove: (share: number) => void;
  onHold: (isHeld: boolean) => void;
}) {
  const t = useTranslations("activities.sliders");
  const format = useFormatter();
  const { share, isHeld, isFixed, isOwn } = entry;
  const percent = format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const figure =
    exposure === null
      ? t("unknown")
      : format.number(exposure, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-line border-b py-2 sm:grid-cols-[minmax(0,1fr)_minmax(8rem,16rem)_auto]">
      <span className="col-span-2 min-w-0 text-sm sm:col-span-1">
        {name}{" "}
        <span className="text-ink-soft text-xs tabular-nums">{t("exposure", { exposure: figure })}</span>{" "}
        {isOwn ? <Badge>{t("own")}</Badge> : null}{" "}
        {isFixed ? <Badge title={t("ofAll")}>{t("fixed")}</Badge> : null}
      </span>
      <input
        type="range"
        min={0}
        max={100}
        step="any"
        value={share * 100}
        disabled={isFixed}
        aria-disabled={isMovable ? undefined : true}
        aria-label={t("slider", { name })}
        aria-valuetext={isHeld ? `${percent}, ${t("held")}` : percent}
        onChange={(event) => onMove(event.currentTarget.valueAsNumber / 100)}
        onKeyDown={(event) => {
          const target = movedByKey(event, share);
          if (target === null) return;
          event.preventDefault();
          onMove(target);
        }}
        className="h-8 w-full accent-(--accent) disabled:opacity-50 aria-disabled:opacity-50"
      />
      <span className="flex items-center gap-1">
        <NumberField
          label={t("number", { name })}
          share={share}
          isDisabled={isFixed || !isMovable}
          onMove={onMove}
        />
        <button
          type="button"
          disabled={isFixed}
          aria-pressed={isHeld}
          aria-label={t("hold", { name })}
          onClick={() => onHold(!isHeld)}
          className={buttonClasses("quiet", "small")}
        >
          {isHeld ? (
            <Lock aria-hidden="true" className="size-4 text-accent" />
          ) : (
            <LockOpen aria-hidden="true" className="size-4 text-ink-soft" />
          )}
        </button>
      </span>
    </li>
  );
}
