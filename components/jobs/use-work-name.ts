import { useTranslations } from "next-intl";
import { functionNameOf, isKnownFunction } from "@/lib/jobs/function-names";

/** What a function does, in words; one that the product no longer has keeps its own name. */
export function useWorkName(): (functionId: string) => string {
  const t = useTranslations("admin-jobs.work");
  return (functionId) => {
    const name = functionNameOf(functionId);
    return isKnownFunction(name) ? t(name) : name;
  };
}
