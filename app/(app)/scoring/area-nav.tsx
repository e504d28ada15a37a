import Link from "next/link";
import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";

const places = {
  scorings: "/scoring",
  review: "/scoring/review",
  templates: "/scoring/templates",
  profiles: "/profiles",
} as const;

/** The pages of scoring, side by side. */
export function AreaNav({ current }: { current: keyof typeof places }) {
  const t = useTranslations("scoring.area");
  return (
    <nav aria-label={t("label")} className="mb-4 flex flex-wrap gap-1 border-line border-b pb-2">
      {(Object.keys(places) as (keyof typeof places)[]).map((place) => (
        <Link
          key={place}
          href={places[place]}
          aria-current={place === current ? "page" : undefined}
          className={classes(
            "rounded-md px-3 py-1.5 text-sm hover:bg-sunken",
            place === current && "bg-accent-soft font-medium text-accent",
          )}
        >
          {t(place)}
        </Link>
      ))}
    </nav>
  );
}
