import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/ui/shown-once";
import type { OneTimeLink } from "@/lib/orgs/schema";

export function OneTimeLinkNotice({ link, days }: { link: OneTimeLink; days: number }) {
  const t = useTranslations("members.link");
  const label = t("label", { email: link.email });
  return (
    <ShownOnce
      text={link.url}
      words={{ label, hint: t("hint", { days }), copy: t("copy"), copied: t("copied") }}
    />
  );
}
