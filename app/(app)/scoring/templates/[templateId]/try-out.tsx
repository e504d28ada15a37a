import Form from "next/form";
import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ProfileToTry } from "@/lib/scoring/queries/profiles-to-try";
import { type TemplatePageQuery, templateHref } from "@/lib/scoring/template-links";
import { TryButton } from "./try-button";

/** Choosing a profile to score with the draft. */
export function TryOut({
  templateId,
  query,
  profiles,
  isWhole,
}: {
  templateId: string;
  query: TemplatePageQuery;
  profiles: readonly ProfileToTry[];
  isWhole: boolean;
}) {
  const t = useTranslations("templates.tryOut");
  if (!isWhole)
    return (
      <div className="flex flex-col items-start gap-3">
        <Notice tone="warn">{t("notWhole")}</Notice>
        <ButtonLink variant="primary" href={templateHref(templateId)}>
          {t("goEdit")}
        </ButtonLink>
      </div>
    );
  return (
    <section className="flex flex-col gap-4">
      <div>
        <h2 className="font-semibold text-lg">{t("title")}</h2>
        <p className="mt-1 max-w-prose text-ink-soft text-sm">{t("body")}</p>
      </div>
      <Form
        key={query.q}
        action={templateHref(templateId)}
        scroll={false}
        role="search"
        aria-label={t("search")}
        className="flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="view" value="try" />
        <TextField
          label={t("search")}
          name="q"
          type="search"
          defaultValue={query.q}
          maxLength={200}
          className="w-64"
        />
        <Button type="submit">{t("find")}</Button>
      </Form>
      {profiles.length === 0 ? <NoProfiles query={query} /> : null}
      <ul aria-label={t("found")} className="flex flex-col gap-2">
        {profiles.map(({ id, name, headline }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface px-4 py-2"
          >
            <span className="wrap-anywhere min-w-0">
              <span className="font-medium">{name}</span>
              {headline ? <span className="block text-ink-soft text-sm">{headline}</span> : null}
            </span>
            <TryButton templateId={templateId} profileId={id} name={name} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoProfiles({ query }: { query: TemplatePageQuery }) {
  const t = useTranslations("templates.tryOut");
  const kind = query.q === "" ? "empty" : "none";
  return <EmptyState title={t(`${kind}.title`)}>{t(`${kind}.body`)}</EmptyState>;
}
