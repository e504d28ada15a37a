import { useTranslations } from "next-intl";
import type { NamedElement } from "@/lib/exposure/schema";
import { useElementName } from "./use-element-name";

export function ElementName({ element }: { element: NamedElement }) {
  const t = useTranslations("exposure.levels");
  const nameOf = useElementName();
  const { level, elementId, occupation } = element;
  return (
    <>
      <span className="font-medium">{nameOf(element)}</span>
      <span className="block text-ink-soft text-xs">
        {[t(level), elementId, occupation?.title].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}
