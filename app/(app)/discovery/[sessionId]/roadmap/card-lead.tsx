"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { CandidateCard } from "@/lib/candidates/schema";
import type { Lead } from "@/lib/profiles/profile-views";

interface Leads {
  readonly of: ReadonlyMap<string, Lead>;
  readonly mayRead: boolean;
  readonly mayFind: boolean;
}

const LeadsContext = createContext<Leads>({ of: new Map(), mayRead: false, mayFind: false });

/** Who answers for which card; beside the cards, because a lead changes without them. */
export function LeadsProvider({
  leads,
  mayRead,
  mayFind,
  children,
}: {
  leads: readonly Lead[];
  mayRead: boolean;
  /** Whether the viewer may have the organization's people scored for a card. */
  mayFind: boolean;
  children: ReactNode;
}) {
  const value = useMemo(
    () => ({ of: new Map(leads.map((lead) => [lead.candidateId, lead])), mayRead, mayFind }),
    [leads, mayRead, mayFind],
  );
  return <LeadsContext value={value}>{children}</LeadsContext>;
}

const linkClasses = "inline-flex min-h-6 items-center text-accent underline underline-offset-2";

/** The accountable lead of a card, and the way to one. */
export function CardLead({ card }: { card: Pick<CandidateCard, "id" | "name"> }) {
  const t = useTranslations("profiles.lead");
  const { of, mayRead, mayFind } = useContext(LeadsContext);
  const lead = of.get(card.id);
  if (!mayRead) return null;
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs">
      <span>
        <span className="text-ink-soft">{t("label")}</span>{" "}
        {lead ? (
          <Link className={linkClasses} href={`/profiles/${lead.profileId}`} prefetch={false}>
            {lead.name}
          </Link>
        ) : (
          <span className="text-ink-soft">{t("none")}</span>
        )}
      </span>
      {mayFind ? (
        <Link
          className={linkClasses}
          href={`/scoring/new?candidate=${card.id}`}
          prefetch={false}
          aria-label={t("findFor", { name: card.name })}
        >
          {t("find")}
        </Link>
      ) : null}
    </p>
  );
}
