import Form from "next/form";
import { useTranslations } from "next-intl";
import { useMoment } from "@/components/jobs/use-moment";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, EmptyState } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import { Table, Td, Th } from "@/components/ui/table";
import type { TemplateDetail } from "@/lib/scoring/queries/get-template";
import type { TemplateDiff } from "@/lib/scoring/template-diff";
import { templateHref } from "@/lib/scoring/template-links";
import { DiffList } from "./diff-list";
import { RestoreButton } from "./restore-button";

export interface Comparison {
  readonly from: number;
  readonly to: number;
  readonly diff: TemplateDiff;
}

function ComparisonCard({ template, comparison }: { template: TemplateDetail; comparison: Comparison }) {
  const t = useTranslations("templates.versions");
  const options = template.versions.map(({ version }) => (
    <option key={version} value={version}>
      {version}
    </option>
  ));
  return (
    <Card className="flex min-w-0 flex-col gap-4">
      <h2 className="font-semibold text-lg">{t("comparison")}</h2>
      <Form
        key={`${comparison.from} ${comparison.to}`}
        action={templateHref(template.id)}
        scroll={false}
        className="flex flex-wrap items-end gap-3"
      >
        <input type="hidden" name="view" value="versions" />
        <SelectField label={t("from")} name="from" defaultValue={comparison.from}>
          {options}
        </SelectField>
        <SelectField label={t("to")} name="to" defaultValue={comparison.to}>
          {options}
        </SelectField>
        <Button type="submit">{t("show")}</Button>
      </Form>
      <DiffList diff={comparison.diff} />
    </Card>
  );
}

/** Every version with who published it, the way back to it, and what two of them differ in. */
export function VersionList({
  template,
  comparison,
  mayEdit,
}: {
  template: TemplateDetail;
  comparison: Comparison | null;
  mayEdit: boolean;
}) {
  const t = useTranslations("templates.versions");
  const moment = useMoment();
  const { id, versions, publishedVersion } = template;
  if (versions.length === 0) return <EmptyState title={t("empty.title")}>{t("empty.body")}</EmptyState>;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Table label={t("title")}>
        <thead>
          <tr>
            <Th>{t("version")}</Th>
            <Th>{t("published")}</Th>
            <Th>{t("by")}</Th>
            <Th>
              <span className="sr-only">{t("actions")}</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {versions.map(({ version, publishedAt, publishedByName, restoredFrom }) => (
            <tr key={version}>
              <Td className="whitespace-nowrap">
                {version} {version === publishedVersion ? <Badge tone="good">{t("current")}</Badge> : null}
                {restoredFrom === null ? null : (
                  <span className="block text-ink-soft text-xs">
                    {t("restoredFrom", { version: restoredFrom })}
                  </span>
                )}
              </Td>
              <Td className="whitespace-nowrap">{moment(publishedAt)}</Td>
              <Td className="wrap-anywhere min-w-32">{publishedByName ?? t("byUs")}</Td>
              <Td className="whitespace-nowrap text-right">
                <span className="inline-flex gap-2">
                  {version > 1 ? (
                    <ButtonLink
                      size="small"
                      scroll={false}
                      prefetch={false}
                      href={templateHref(id, { view: "versions", from: version - 1, to: version })}
                      aria-label={t("compareOf", { version })}
                    >
                      {t("compare")}
                    </ButtonLink>
                  ) : null}
                  {mayEdit && version !== publishedVersion ? (
                    <RestoreButton templateId={id} version={version} />
                  ) : null}
                </span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {comparison ? <ComparisonCard template={template} comparison={comparison} /> : null}
    </div>
  );
}
