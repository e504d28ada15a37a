import { useTranslations } from "next-intl";
import type { NamedElement } from "@/lib/exposure/schema";

/** What an element is called; a task without a statement goes by its number. */
export function useElementName() {
  const t = useTranslations("exposure");
  return ({ level, elementId, name }: Pick<NamedElement, "level" | "elementId" | "name">): string => {
    if (name !== null) return name;
    return level === "task" ? t("taskName", { id: elementId }) : elementId;
  };
}
