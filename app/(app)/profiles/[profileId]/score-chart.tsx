import { useFormatter, useTranslations } from "next-intl";
import type { ScorePoint } from "@/lib/profiles/profile-views";

const width = 480;
const height = 160;
const left = 44;
const rim = 12;
const bottom = 26;

const marks = [0, 0.5, 1] as const;

const upwards = (share: number) => Math.round((height - bottom - share * (height - bottom - rim)) * 10) / 10;

/** One rubric's scores over time, as shares of its scale; the table below it has the figures. */
export function ScoreChart({ scores }: { scores: readonly ScorePoint[] }) {
  const t = useTranslations("profiles.person");
  const value = useTranslations("analysis.value");
  const format = useFormatter();
  const points = scores
    .map(({ completedAt, overallShare, jobId }) => ({ at: completedAt, share: overallShare ?? 0, jobId }))
    .reverse();
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const name = scores[0]?.templateName ?? "";
  const start = first.at.getTime();
  const span = Math.max(1, last.at.getTime() - start);
  const across = (at: Date) =>
    Math.round((left + ((at.getTime() - start) / span) * (width - left - rim)) * 10) / 10;
  const line = points.map(({ at, share }) => `${across(at)},${upwards(share)}`).join(" ");
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 font-medium text-sm">{t("trend", { name })}</figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t("trendAlt", { name, count: points.length, first: first.share, last: last.share })}
        className="w-full rounded-xl border border-line bg-surface"
      >
        {marks.map((mark) => (
          <g key={mark} className="fill-ink-soft text-[11px]">
            <line x1={left} x2={width - rim} y1={upwards(mark)} y2={upwards(mark)} className="stroke-line" />
            <text x={left - 6} y={upwards(mark) + 4} textAnchor="end">
              {value("percent", { value: mark })}
            </text>
          </g>
        ))}
        <text x={left} y={height - 8} className="fill-ink-soft text-[11px]">
          {day(first.at)}
        </text>
        <text x={width - rim} y={height - 8} textAnchor="end" className="fill-ink-soft text-[11px]">
          {day(last.at)}
        </text>
        <polyline points={line} fill="none" strokeWidth={2} className="stroke-accent" />
        {points.map(({ jobId, at, share }) => (
          <circle key={jobId} cx={across(at)} cy={upwards(share)} r={4} className="fill-accent" />
        ))}
      </svg>
    </figure>
  );
}
