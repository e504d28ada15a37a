import { useTranslations } from "next-intl";
import { TabLink } from "@/components/ui/tab-link";

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
        <TabLink key={place} href={places[place]} isCurrent={place === current}>
          {t(place)}
        </TabLink>
      ))}
    </nav>
  );
}
