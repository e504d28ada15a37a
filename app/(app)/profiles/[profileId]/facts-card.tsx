import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { newestFirst, spanText } from "@/lib/profiles/job-dates";
import type { Profile } from "@/lib/profiles/profile-views";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 border-line border-b py-2 sm:grid-cols-[9rem_1fr]">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="wrap-anywhere min-w-0">{children}</dd>
    </div>
  );
}

const joined = (parts: readonly (string | number | null)[], glue: string) =>
  parts.filter((part) => part !== null && part !== "").join(glue);

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries may repeat, and the list never changes
        <li key={index}>{line}</li>
      ))}
    </ul>
  );
}

/** What was imported, person and contact included: for people, not for a model. */
export function FactsCard({ profile }: { profile: Profile }) {
  const t = useTranslations("profiles.person");
  const source = useTranslations("profiles.source");
  const format = useFormatter();
  const { content } = profile;
  const { emails, phones, addresses, urls } = content.contact;
  const day = format.dateTime(new Date(profile.retainUntil), { dateStyle: "medium", timeZone: "UTC" });
  const texts = [
    ["externalId", profile.externalId],
    ["purpose", profile.purpose],
    ["retainUntil", day],
    ["source", source(profile.source)],
    ["version", format.number(profile.version)],
    ["updatedAt", format.dateTime(profile.updatedAt, { dateStyle: "medium", timeStyle: "short" })],
    ["position", joined([content.currentTitle, content.currentCompany], " · ")],
    ["place", joined([content.city, content.country], ", ")],
    ["contact", joined([...emails, ...phones, ...addresses, ...urls], " · ")],
    ["skills", content.skills.join(", ")],
    ["languages", content.languages.join(", ")],
  ] as const;
  const lists = [
    [
      "experience",
      newestFirst(content.experience).map((job) => joined([job.title, job.company, spanText(job)], " · ")),
    ],
    [
      "education",
      content.education.map(({ degree, field, school, endYear }) =>
        joined([degree, field, school, endYear], " · "),
      ),
    ],
    [
      "certifications",
      content.certifications.map(({ name, issuer, year }) => joined([name, issuer, year], " · ")),
    ],
  ] as const;
  return (
    <Card className="min-w-0">
      <h2 className="font-semibold text-lg">{t("facts")}</h2>
      <dl className="mt-2 text-sm">
        {texts.map(([name, text]) =>
          text === "" ? null : (
            <Fact key={name} label={t(`fact.${name}`)}>
              {text}
            </Fact>
          ),
        )}
        {lists.map(([name, lines]) =>
          lines.length === 0 ? null : (
            <Fact key={name} label={t(`fact.${name}`)}>
              <Lines lines={lines} />
            </Fact>
          ),
        )}
      </dl>
    </Card>
  );
}
