import { useTranslations } from "next-intl";
import type { ExposureSource } from "@/lib/onet/schema";

/** Which release and which source the numbers of a screen are from. */
export function BasisLine({
  release,
  source,
  isOwn = true,
}: {
  release: string;
  source: Pick<ExposureSource, "name" | "version">;
  /** The organization's overrides are in it. */
  isOwn?: boolean;
}) {
  const t = useTranslations("reference");
  return (
    <p className="text-ink-soft text-sm">
      {t("basis", { release, source: source.name, version: source.version, isOwn: isOwn ? "yes" : "no" })}
    </p>
  );
}

/** Whose data a screen shows. */
export function Attribution({ release, wageYear }: { release: string; wageYear?: number | undefined }) {
  const t = useTranslations("reference");
  return (
    <footer className="mt-8 max-w-prose text-ink-soft text-xs">
      <p>{t("attribution", { release })}</p>
      {wageYear === undefined ? null : <p className="mt-1">{t("wagesCited", { year: String(wageYear) })}</p>}
    </footer>
  );
}
