import { useTranslations } from "next-intl";
import { useId } from "react";
import type { LensPage } from "@/lib/reference/schema";

const size = 400;
const margin = 44;
const rim = 20;
const marks = [0, 0.25, 0.5, 0.75, 1] as const;

const across = (value: number) => Math.round((margin + value * (size - margin - rim)) * 10) / 10;
const upwards = (value: number) => Math.round((size - margin - value * (size - margin - rim)) * 10) / 10;

function Axes() {
  const t = useTranslations("reference.lenses");
  const value = useTranslations("analysis.value");
  return (
    <>
      {marks.map((mark) => (
        <g key={mark} className="fill-ink-soft text-[11px]">
          <line x1={across(mark)} x2={across(mark)} y1={upwards(0)} y2={upwards(1)} className="stroke-line" />
          <line x1={across(0)} x2={across(1)} y1={upwards(mark)} y2={upwards(mark)} className="stroke-line" />
          <text x={across(mark)} y={upwards(0) + 14} textAnchor="middle">
            {value("percent", { value: mark })}
          </text>
          <text x={across(0) - 4} y={upwards(mark) + 4} textAnchor="end">
            {value("percent", { value: mark })}
          </text>
        </g>
      ))}
      <text x={across(0.5)} y={size - 8} textAnchor="middle" className="fill-ink text-xs">
        {t("a")}
      </text>
      <text
        x={12}
        y={upwards(0.5)}
        textAnchor="middle"
        transform={`rotate(-90 12 ${upwards(0.5)})`}
        className="fill-ink text-xs"
      >
        {t("b")}
      </text>
      <line
        x1={across(0)}
        y1={upwards(0)}
        x2={across(1)}
        y2={upwards(1)}
        strokeDasharray="4 4"
        className="stroke-line-strong"
      />
    </>
  );
}

/** All occupations that both sources know, in one path, and those of the table's page on top of it. */
export function LensChart({ page }: { page: LensPage }) {
  const t = useTranslations("reference.lenses");
  const captionId = useId();
  const { a, b, points, list } = page;
  const dots = points.map((point) => `M${across(point.a)} ${upwards(point.b)}h0`).join("");
  return (
    <figure className="min-w-0">
      <figcaption id={captionId} className="mb-2 font-medium text-sm">
        {t("chart")}
      </figcaption>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t("chartAlt", { count: points.length, a: a.name, b: b.name })}
        className="w-full max-w-md rounded-xl border border-line bg-surface"
      >
        <Axes />
        <path d={dots} strokeWidth={4} strokeLinecap="round" className="stroke-ink-soft opacity-40" />
        {list.rows.map((row) =>
          row.a === null || row.b === null ? null : (
            <circle key={row.code} cx={across(row.a)} cy={upwards(row.b)} r={3.5} className="fill-accent">
              <title>{t("point", { title: row.title, a: row.a, b: row.b })}</title>
            </circle>
          ),
        )}
      </svg>
      <p className="mt-2 text-ink-soft text-sm">{t("legend")}</p>
    </figure>
  );
}
