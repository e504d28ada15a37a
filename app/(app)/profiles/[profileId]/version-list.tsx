import { useFormatter, useTranslations } from "next-intl";
import { changesBetween, type ProfileChange } from "@/lib/profiles/profile-changes";
import type { ProfileVersion } from "@/lib/profiles/profile-views";

function ChangeText({ change }: { change: ProfileChange }) {
  const t = useTranslations("profiles.person");
  const name = useTranslations("profiles.person.changeField");
  const field = name(change.field);
  if (change.kind !== "entries") return t(`change.${change.kind}`, { field });
  const { added, removed } = change;
  return added + removed === 0
    ? t("change.order", { field })
    : t("change.entries", { field, added, removed });
}

/** What the profile said before, as what each version changed. */
export function VersionList({ versions }: { versions: readonly ProfileVersion[] }) {
  const t = useTranslations("profiles.person");
  const source = useTranslations("profiles.source");
  const format = useFormatter();
  const oldest = versions.at(-1)?.version ?? 1;
  return (
    <section>
      <h2 className="mb-3 font-semibold text-lg">{t("versions")}</h2>
      <ol className="flex flex-col gap-3">
        {versions.map((version, index) => {
          const before = versions[index + 1];
          const changes = before ? changesBetween(before.content, version.content) : [];
          const at = format.dateTime(version.createdAt, { dateStyle: "medium", timeStyle: "short" });
          return (
            <li key={version.version} className="rounded-xl border border-line bg-surface p-4 text-sm">
              <h3 className="font-medium">{t("versionTitle", { version: version.version })}</h3>
              <p className="text-ink-soft">
                {t("versionFrom", {
                  source: source(version.source),
                  at,
                  by: version.createdByName ?? "none",
                })}
              </p>
              {version.version === 1 ? <p className="mt-1">{t("firstVersion")}</p> : null}
              {changes.length > 0 ? (
                <ul className="mt-1 list-disc pl-5">
                  {changes.map((change) => (
                    <li key={change.field}>
                      <ChangeText change={change} />
                    </li>
                  ))}
                </ul>
              ) : null}
            </li>
          );
        })}
      </ol>
      {oldest > 1 ? <p className="mt-2 text-ink-soft text-sm">{t("earlierCut")}</p> : null}
    </section>
  );
}
