/** What the matcher bench measures; pure. */

export type LabelledTitle = { readonly title: string; readonly accepted: ReadonlySet<string> };

export type Ranking = {
  /** 6-digit SOC codes, best first, distinct. */
  readonly socs: readonly string[];
  readonly confidence: number;
  readonly margin: number;
  readonly isAccepted: boolean;
};

const digitPrefixes: readonly (readonly [digits: number, characters: number])[] = [
  [6, 7],
  [5, 6],
  [3, 4],
  [2, 2],
];

function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : ((100 * part) / whole).toFixed(1);
}

function agrees(code: string | undefined, accepted: ReadonlySet<string>, characters: number): boolean {
  if (code === undefined) return false;
  return [...accepted].some((right) => right.slice(0, characters) === code.slice(0, characters));
}

export function agreementLine(titles: readonly LabelledTitle[], rankings: readonly Ranking[]): string {
  const parts = digitPrefixes.map(([digits, characters]) => {
    const right = titles.filter((title, at) => agrees(rankings[at]?.socs[0], title.accepted, characters));
    return `${digits} digits ${percent(right.length, titles.length)}`;
  });
  const inFive = titles.filter((title, at) =>
    rankings[at]?.socs.slice(0, 5).some((soc) => title.accepted.has(soc)),
  );
  return `${parts.join(", ")}; top 5 at 6 digits ${percent(inFive.length, titles.length)}`;
}

function isRight(title: LabelledTitle | undefined, ranking: Ranking): boolean {
  return title?.accepted.has(ranking.socs[0] ?? "") ?? false;
}

/** Precision of the accepted, then of the surest 20, 35, 50 … % by confidence. */
export function coverageLines(titles: readonly LabelledTitle[], rankings: readonly Ranking[]): string[] {
  const judged = rankings.map((ranking, at) => ({ ranking, right: isRight(titles[at], ranking) }));
  const accepted = judged.filter(({ ranking }) => ranking.isAccepted);
  const rightAccepted = accepted.filter(({ right }) => right).length;
  const sure = [...judged].sort((a, b) => b.ranking.confidence - a.ranking.confidence);
  const curve = [20, 30, 35, 40, 50, 60, 80, 100].map((share) => {
    const part = sure.slice(0, Math.round((share / 100) * sure.length));
    const right = part.filter((entry) => entry.right).length;
    return `${share} %: ${percent(right, part.length)} (≥ ${(part.at(-1)?.ranking.confidence ?? 0).toFixed(2)})`;
  });
  return [
    `accepted: ${percent(accepted.length, judged.length)} % of titles, ${percent(rightAccepted, accepted.length)} % right`,
    `precision by coverage: ${curve.join(", ")}`,
  ];
}

/** Expected calibration error over ten equal-width bins. */
export function calibrationError(titles: readonly LabelledTitle[], rankings: readonly Ranking[]): number {
  const bins = Array.from({ length: 10 }, () => ({ count: 0, confidence: 0, right: 0 }));
  rankings.forEach((ranking, at) => {
    const bin = bins[Math.min(9, Math.floor(ranking.confidence * 10))];
    if (!bin) return;
    bin.count += 1;
    bin.confidence += ranking.confidence;
    bin.right += isRight(titles[at], ranking) ? 1 : 0;
  });
  const error = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  return error / Math.max(1, rankings.length);
}
