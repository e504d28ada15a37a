import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/ui/shown-once";
import type { NewApiKey } from "@/lib/api-keys/schema";

export function NewKeyNotice({ created }: { created: NewApiKey }) {
  const t = useTranslations("api-keys.created");
  const label = t("label", { name: created.name });
  return (
    <ShownOnce text={created.text} words={{ label, hint: t("hint"), copy: t("copy"), copied: t("copied") }} />
  );
}
