import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Ctx } from "@/lib/auth/context";
import type { RosterChanges } from "@/lib/rosters/changes-schema";
import { findRosterChanges } from "@/lib/rosters/queries/roster-changes";
import { ChangeLists, ChangeTiles } from "./roster-changes";
import type { ChangesQuery } from "./search-params";
import { ModeChoice, WhenReplacing } from "./upload-mode";

interface Place {
  readonly ctx: Ctx;
  readonly sessionId: string;
  readonly uploadId: string;
  readonly query: ChangesQuery;
}

/** The address speaks of one roster; every other one shows its first list. */
function findChanges({ ctx, uploadId, query }: Place): Promise<RosterChanges | undefined> {
  if (query.changes !== uploadId) return findRosterChanges(ctx, { uploadId });
  const { list, q, page } = query;
  const search = q.replaceAll("\0", "").slice(0, 200);
  return findRosterChanges(ctx, { uploadId, list: list ?? undefined, search, page: Math.max(1, page) });
}

async function reasonOf({ suggestion, difference }: RosterChanges): Promise<string | null> {
  if (!suggestion) return null;
  const t = await getTranslations("next-roster.mode.reasons");
  const { grown, shrunk, same } = difference.counts;
  const shared = grown.roles + shrunk.roles + same.roles;
  return t(suggestion.reason, { shared, coming: difference.after.roles });
}

/** Asks what a waiting roster is, with what it would change when it takes the place of the present ones. */
export async function NextRoster({ mayEdit, ...place }: Place & { mayEdit: boolean }) {
  const t = await getTranslations("next-roster.changes");
  const changes = await findChanges(place);
  if (!changes) return <ModeChoice suggested="add" reason={null} mayEdit={mayEdit} />;
  return (
    <>
      <ModeChoice
        suggested={changes.suggestion?.mode ?? "add"}
        reason={await reasonOf(changes)}
        mayEdit={mayEdit}
      />
      <WhenReplacing>
        <section aria-label={t("waitingTitle")} className="mt-4">
          <h3 className="font-semibold">{t("waitingTitle")}</h3>
          <p className="max-w-prose text-ink-soft text-sm">{t("against")}</p>
          {changes.faultCount > 0 ? (
            <div className="mt-2">
              <Notice tone="warn">{t("faults", { count: changes.faultCount })}</Notice>
            </div>
          ) : null}
          <ChangeTiles changes={changes} />
          <p className="mt-3 text-sm">{t("toMapAfter", { count: changes.carriedOver.rolesToDecide })}</p>
          <ChangeLists sessionId={place.sessionId} changes={changes} />
        </section>
      </WhenReplacing>
    </>
  );
}

/** What an imported roster changed, and the one thing to do next. */
export async function ImportedRoster({ fileName, ...place }: Place & { fileName: string }) {
  const changes = await findChanges(place);
  if (!changes) return null;
  const t = await getTranslations("next-roster.changes");
  const { sessionId, uploadId } = place;
  const { rolesToDecide } = changes.carriedOver;
  const title = t("importedTitle", { name: fileName });
  return (
    <Card className="mb-6" aria-label={title}>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div>
          <h2 className="font-semibold text-lg">{title}</h2>
          <p className="max-w-prose text-ink-soft text-sm">{t("against")}</p>
        </div>
        {rolesToDecide > 0 ? (
          <ButtonLink variant="primary" href={`/discovery/${sessionId}/map-roles?since=${uploadId}`}>
            {t("toMap", { count: rolesToDecide })}
          </ButtonLink>
        ) : (
          <ButtonLink variant="primary" href={`/discovery/${sessionId}/analysis`}>
            {t("nothingToMap")}
          </ButtonLink>
        )}
      </div>
      <ChangeTiles changes={changes} />
      <ChangeLists sessionId={sessionId} changes={changes} />
    </Card>
  );
}
