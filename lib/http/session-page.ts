import "server-only";
import { cache } from "react";
import { type Ctx, mayOwned, type Viewer } from "@/lib/auth/context";
import type { PageDoor } from "@/lib/auth/doors";
import { getSession } from "@/lib/sessions/queries";
import type { SessionSummary } from "@/lib/sessions/schema";
import { openPage, orNotFound } from "./page";

/** Layout and page of one request ask for the same session. */
const sessionOf = cache((ctx: Ctx, sessionId: string) => orNotFound(getSession(ctx, sessionId)));

/** What every wizard step starts with: the person, the session, and whether they may change it. */
export async function openSessionPage(
  door: PageDoor,
  params: Promise<{ sessionId: string }>,
): Promise<{ viewer: Viewer; session: SessionSummary; mayEdit: boolean }> {
  const viewer = await openPage(door);
  const { sessionId } = await params;
  const session = await sessionOf(viewer.ctx, sessionId);
  const mayEdit = session.archivedAt === null && mayOwned(viewer.ctx, "edit", session.ownerId);
  return { viewer, session, mayEdit };
}
