import Link from "next/link";
import { useTranslations } from "next-intl";
import { elementParam, OverrideQuery, overridesHref } from "@/lib/exposure/override-filters";
import type { OverrideNote } from "@/lib/exposure/schema";

/** The address of an element on the exposure page. */
function hrefOfElement(element: Pick<OverrideNote, "level" | "elementId">): string {
  return overridesHref(OverrideQuery.parse({}), { element: elementParam(element) });
}

/** An organization's own figure with who set it, when and why. */
export function OverrideText({
  note,
  element,
  mayOpen,
}: {
  note: OverrideNote;
  /** What it was set on, in words. */
  element: string;
  /** Whether the reader may see the page it is changed on. */
  mayOpen: boolean;
}) {
  const t = useTranslations("exposure.override");
  const { value, byName: name, at: when, reason } = note;
  return (
    // A reason is whatever somebody typed, words without end included.
    <span className="wrap-anywhere">
      {t("text", { value, element, name, when, reason })}
      {mayOpen ? (
        <>
          {" "}
          <Link
            className="whitespace-nowrap text-accent underline underline-offset-2"
            href={hrefOfElement(note)}
            prefetch={false}
            aria-label={t("linkOf", { element })}
          >
            {t("link")}
          </Link>
        </>
      ) : null}
    </span>
  );
}
