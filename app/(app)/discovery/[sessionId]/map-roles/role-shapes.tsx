import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { cache, Suspense } from "react";
import { PageSkeleton } from "@/components/shell/page-skeleton";
import { Notice } from "@/components/ui/notice";
import { SideDialog } from "@/components/ui/side-dialog";
import type { Ctx } from "@/lib/auth/context";
import { listShapeBatches, proposeSpellings } from "@/lib/roles/queries/shapes";
import { type OpenRole, RolePanel } from "./role-panel";
import { ShapeHistory } from "./shape-history";
import { SpellingForm } from "./spelling-form";

interface Place {
  readonly ctx: Ctx;
  readonly sessionId: string;
  readonly mayEdit: boolean;
}

/** The notice and the panel of one request ask for the same. */
const spellingsOf = cache(proposeSpellings);

/** Says that titles look like spellings of one another, with the way to them. Comes when it is found out. */
export function SpellingNotice({ place, href }: { place: Place; href: string }) {
  if (!place.mayEdit) return null;
  return (
    <Suspense fallback={null}>
      <FoundSpellings place={place} href={href} />
    </Suspense>
  );
}

async function FoundSpellings({ place: { ctx, sessionId }, href }: { place: Place; href: string }) {
  const t = await getTranslations("role-shapes.spellings");
  const { groupCount, otherCount } = await spellingsOf(ctx, sessionId);
  if (otherCount === 0) return null;
  return (
    <div className="mb-4">
      <Notice>
        {t("notice", { others: otherCount, groups: groupCount })}{" "}
        <Link href={href} scroll={false} className="text-accent underline underline-offset-2">
          {t("look")}
        </Link>
      </Notice>
    </div>
  );
}

async function Proposals({ place: { ctx, sessionId } }: { place: Place }) {
  const t = await getTranslations("role-shapes.spellings");
  const { groupCount, items } = await spellingsOf(ctx, sessionId);
  if (items.length === 0) return <p>{t("nothing")}</p>;
  return (
    <>
      <p className="mb-2 text-ink-soft text-sm">{t("body")}</p>
      {groupCount > items.length ? <p className="text-sm">{t("more", { shown: items.length })}</p> : null}
      <SpellingForm sessionId={sessionId} proposals={items} />
    </>
  );
}

async function SpellingPanel({ place, closeHref }: { place: Place; closeHref: string }) {
  const t = await getTranslations("role-shapes.spellings");
  return (
    <SideDialog title={t("title")} closeLabel={t("close")} closeHref={closeHref}>
      <Suspense fallback={<PageSkeleton />}>
        <Proposals place={place} />
      </Suspense>
    </SideDialog>
  );
}

/** What lies beside the list: the panel that is open, and what was split and merged. */
export async function RoleShapes({
  place,
  look,
  open,
}: {
  place: Place;
  /** Whether the address asks for the spellings. */
  look: boolean;
  open: Pick<OpenRole, "mayComment" | "hrefOf"> & { readonly roleId: string | null };
}) {
  const { ctx, sessionId, mayEdit } = place;
  const batches = await listShapeBatches(ctx, sessionId);
  const { roleId, ...rest } = open;
  return (
    <>
      {batches.length > 0 ? <ShapeHistory sessionId={sessionId} batches={batches} mayEdit={mayEdit} /> : null}
      {look && mayEdit ? <SpellingPanel place={place} closeHref={open.hrefOf(null)} /> : null}
      {roleId === null ? null : <RolePanel open={{ ...place, ...rest, roleId }} />}
    </>
  );
}
