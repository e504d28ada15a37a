import Form from "next/form";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { tiers } from "@/db/enums";
import type { PublishedRun } from "@/lib/candidates/queries/organization-ranking";
import { narrowingFilters, type RankingQuery } from "@/lib/candidates/ranking-filters";

/** A form that only reads: its fields become the address, with or without JavaScript. */
export async function RankingFilter({
  query,
  departments,
  runs,
}: {
  query: RankingQuery;
  departments: readonly string[];
  runs: readonly PublishedRun[];
}) {
  const t = await getTranslations("rankings.filter");
  const tierName = await getTranslations("analysis.tier");
  const { q, tier = "", department = "", session = "", chosen = "", sort, dir } = query;
  return (
    <Form
      key={JSON.stringify([q, tier, department, session, chosen])}
      action="/rankings"
      scroll={false}
      role="search"
      aria-label={t("label")}
      className="mb-4 flex flex-wrap items-end gap-3"
    >
      <input type="hidden" name="sort" value={sort} />
      {dir ? <input type="hidden" name="dir" value={dir} /> : null}
      <TextField
        label={t("search")}
        name="q"
        type="search"
        defaultValue={q}
        maxLength={200}
        className="w-64"
      />
      <SelectField label={t("tier")} name="tier" defaultValue={tier} className="w-40">
        <option value="">{t("anyTier")}</option>
        {tiers.map((each) => (
          <option key={each} value={each}>
            {tierName(each)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("department")} name="department" defaultValue={department} className="w-56">
        <option value="">{t("anyDepartment")}</option>
        {departments.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("session")} name="session" defaultValue={session} className="w-56">
        <option value="">{t("anySession")}</option>
        {runs.map(({ sessionId, sessionName }) => (
          <option key={sessionId} value={sessionId}>
            {sessionName}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("chosen")} name="chosen" defaultValue={chosen} className="w-40">
        <option value="">{t("anyChosen")}</option>
        <option value="yes">{t("yes")}</option>
        <option value="no">{t("no")}</option>
      </SelectField>
      <Button type="submit">{t("apply")}</Button>
      {narrowingFilters(query).length > 0 ? (
        <Link className="py-2 text-accent text-sm underline underline-offset-2" href="/rankings">
          {t("clear")}
        </Link>
      ) : null}
    </Form>
  );
}
