import type { AddedRelease } from "@/lib/onet/release/add-release";
import type { ReleaseCheck } from "@/lib/onet/release/check-release";
import type { LevelReport, ReleaseReport } from "@/lib/onet/schema";

/** What `npm run onet` prints. */

const figure = (value: number) => value.toLocaleString("en");

export function formatAdded({ release, wasAdded, counts }: AddedRelease): string {
  const rows = Object.values(counts).reduce((sum, input) => sum + input.rows, 0);
  if (!wasAdded) return `This release is there already, as ${release}. Nothing was changed.`;
  const skipped = Object.values(counts).flatMap(({ files, skipped: reasons }) =>
    Object.entries(reasons).map(
      ([reason, count]) => `  left out: ${figure(count)} of ${files.join(", ")} (${reason})`,
    ),
  );
  return [`O*NET ${release} was added, from ${figure(rows)} rows.`, ...skipped].join("\n");
}

export function formatReport({ from, to, levels, sessions }: ReleaseReport): string {
  const lines = levels.map(formatLevel);
  const organizations = new Set(sessions.map(({ orgId }) => orgId)).size;
  return [
    `Beside ${from}, in ${to}:`,
    ...lines,
    `  ${figure(sessions.length)} sessions of ${figure(organizations)} organizations decided about something that moved or vanished.`,
  ].join("\n");
}

function formatLevel({ level, came, changed, moved, vanished }: LevelReport): string {
  const counts = Object.entries({ came, changed, moved, vanished }).map(
    ([what, { count }]) => `${figure(count)} ${what}`,
  );
  return `  ${level.padEnd(10)} ${counts.join(", ")}`;
}

const totalNames: Readonly<Record<string, string>> = {
  gwas: "GWAs",
  iwas: "IWAs",
  dwas: "DWAs",
  tasks: "tasks",
  taskDwas: "links from tasks to DWAs",
};

export function formatCheck(check: ReleaseCheck): string {
  const inputs = check.inputs.map(({ files, fileRows, tableRows, skipped, isRight }) => {
    const reasons = Object.entries(skipped).map(([reason, count]) => `${figure(count)} left out, ${reason}`);
    const cells = [files.join(" + ").padEnd(42), figure(fileRows).padStart(9), figure(tableRows).padStart(9)];
    return [...cells, ` ${isRight ? "ok" : "WRONG"}`, ...reasons].join(" ");
  });
  const broken = check.orphans.filter(({ count }) => count > 0);
  const totals = check.totals.map(({ what, count, expected }) => {
    const verdict =
      expected === null ? "" : count === expected ? "  ok" : `  WRONG, ${figure(expected)} expected`;
    return `${figure(count).padStart(9)} ${totalNames[what] ?? what}${verdict}`;
  });
  const misnamed =
    check.misnamedGwas.length === 0
      ? "          GWAs named as in the Content Model Reference  ok"
      : `          GWAs with another name than in the Content Model Reference: ${check.misnamedGwas.join(", ")}  WRONG`;
  return [
    `O*NET ${check.release}`,
    `${"file".padEnd(42)} ${"its rows".padStart(9)} ${"in table".padStart(9)}`,
    ...inputs,
    `${figure(broken.reduce((sum, { count }) => sum + count, 0)).padStart(9)} orphans in ${check.orphans.length} references${broken.length === 0 ? "  ok" : "  WRONG"}`,
    ...broken.map(({ what, count }) => `          ${what}: ${figure(count)}`),
    ...totals,
    misnamed,
    check.isRight ? "All of it holds." : "Not all of it holds.",
  ].join("\n");
}
