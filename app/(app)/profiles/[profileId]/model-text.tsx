import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { countTokens } from "@/lib/llm/tokens";
import type { ProfileContent } from "@/lib/profiles/schema";
import { serializeProfile } from "@/lib/profiles/serialize-profile";

/** The blind text, as a scoring sends it, with what was cut or taken out of it. */
export function ModelText({ content }: { content: ProfileContent }) {
  const t = useTranslations("profiles.person");
  const { text, serializerVersion, trimmed, injections } = serializeProfile(content, { isBlind: true });
  const label = t("modelText");
  return (
    <Card className="min-w-0">
      <h2 className="font-semibold text-lg">{label}</h2>
      <p className="mt-1 text-ink-soft text-sm">
        {t("modelTextBody", { tokens: countTokens(text), version: serializerVersion })}
      </p>
      {trimmed.length > 0 ? (
        <p className="mt-2 text-sm">
          {t("trimmed", { sections: trimmed.map((section) => t(`section.${section}`)).join(", ") })}
        </p>
      ) : null}
      {injections.length > 0 ? (
        <div className="mt-3">
          <Notice tone="warn">
            <p>{t("injections", { count: injections.length })}</p>
            <ul aria-label={t("injectionsLabel")} className="mt-2 list-disc pl-5">
              {injections.map(({ section, kind, excerpt }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same passage may stand in a profile twice, and the list never changes
                <li key={index}>
                  {t("passageIn", { section: t(`section.${section}`), kind: t(`kind.${kind}`) })}
                  <q className="block text-ink-soft">{excerpt}</q>
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
      <ScrollRegion
        label={label}
        className="mt-3 max-h-[32rem] overflow-y-auto rounded-lg border border-line bg-sunken p-3"
      >
        <p className="wrap-anywhere whitespace-pre-wrap font-mono text-xs">{text}</p>
      </ScrollRegion>
    </Card>
  );
}
