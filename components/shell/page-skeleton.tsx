import { useTranslations } from "next-intl";

const rows = ["first", "second", "third", "fourth", "fifth"];

/** Holds the place of a page while its rows are read. */
export function PageSkeleton() {
  const t = useTranslations("shell");
  return (
    <div role="status" aria-label={t("loading")} className="motion-safe:animate-pulse">
      <div className="mb-3 h-8 w-64 rounded-md bg-sunken" />
      <div className="mb-8 h-4 w-96 max-w-full rounded-md bg-sunken" />
      {rows.map((row) => (
        <div key={row} className="mb-2 h-11 rounded-md bg-sunken" />
      ))}
    </div>
  );
}
