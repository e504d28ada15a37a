import Form from "next/form";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { evidenceHref } from "@/lib/reference/links";
import { type EvidencePage, sourceKeyOf } from "@/lib/reference/schema";

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

/** Who says so, and the way to what another source says. */
export function SourceCard({ page: { source, sources, element } }: { page: EvidencePage }) {
  const t = useTranslations("reference.evidence");
  const key = sourceKeyOf(source);
  return (
    <Card aria-label={t("source")} className="mt-6 text-sm">
      <h2 className="mb-2 font-semibold text-lg">{t("source")}</h2>
      <dl className="flex flex-col gap-2">
        <Entry label={t("name")}>{source.name}</Entry>
        <Entry label={t("id")}>{t("idValue", source)}</Entry>
        <Entry label={t("kind")}>{t(`kinds.${source.kind}`)}</Entry>
        <Entry label={t("citation")}>{source.citation}</Entry>
        <Entry label={t("licence")}>{source.licence}</Entry>
      </dl>
      <Form
        key={key}
        action={evidenceHref(element)}
        scroll={false}
        className="mt-4 flex flex-wrap items-end gap-3"
      >
        <SelectField label={t("lookThrough")} name="source" defaultValue={key} className="w-96 max-w-full">
          {sources.map((each) => (
            <option key={sourceKeyOf(each)} value={sourceKeyOf(each)}>
              {t("idValue", { source: each.name, version: each.version })}
            </option>
          ))}
        </SelectField>
        <Button type="submit">{t("look")}</Button>
      </Form>
    </Card>
  );
}
