import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { LinkTarget, ProfileLink } from "@/lib/profiles/profile-views";
import { EndLinkButton } from "./end-link-button";
import { LinkForm } from "./link-form";

interface Targets {
  readonly candidates: readonly LinkTarget[];
  readonly roles: readonly LinkTarget[];
}

function LinkRow({ link, mayEnd }: { link: ProfileLink; mayEnd: boolean }) {
  const t = useTranslations("profiles.person");
  const format = useFormatter();
  const day = (at: Date) => format.dateTime(at, { dateStyle: "medium" });
  const { candidateId, sessionId, endedAt, createdAt, targetName: name } = link;
  const href =
    candidateId === null
      ? `/discovery/${sessionId}/map-roles`
      : `/discovery/${sessionId}/roadmap?card=${candidateId}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-line border-b py-2 text-sm">
      <span className={endedAt === null ? undefined : "text-ink-soft"}>
        {t(link.kind === "lead" ? "lead" : "holdsRole")}{" "}
        <Link className="text-accent underline underline-offset-2" href={href} prefetch={false}>
          {t("inSession", { name, session: link.sessionName })}
        </Link>
        <span className="ml-2 text-ink-soft">
          {endedAt === null
            ? t("since", { at: day(createdAt) })
            : t("until", { from: day(createdAt), to: day(endedAt) })}
        </span>
      </span>
      {mayEnd && endedAt === null ? <EndLinkButton linkId={link.id} name={name} /> : null}
    </li>
  );
}

/** Roles the person holds and agents they answer for, with those that ended. */
export function LinkSection({
  profileId,
  links,
  targets,
}: {
  profileId: string;
  links: readonly ProfileLink[];
  /** Null for who may only read. */
  targets: Targets | null;
}) {
  const t = useTranslations("profiles.person");
  return (
    <section>
      <h2 className="mb-2 font-semibold text-lg">{t("links")}</h2>
      {links.length === 0 ? (
        <p className="text-ink-soft text-sm">{t("noLinks")}</p>
      ) : (
        <ul className="max-w-3xl">
          {links.map((link) => (
            <LinkRow key={link.id} link={link} mayEnd={targets !== null} />
          ))}
        </ul>
      )}
      {targets ? <LinkForm profileId={profileId} {...targets} /> : null}
    </section>
  );
}
