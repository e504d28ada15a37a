import "server-only";
import { mayOwned, type Viewer } from "@/lib/auth/context";
import type { PageDoor } from "@/lib/auth/doors";
import { getSession } from "@/lib/sessions/queries";
import type { SessionSummary } from "@/lib/sessions/schema";
import { openPage, orNotFound } from "./page";

/** What every wizard step starts with: the person, the session, and whether they may change it. */
export async function openSessionPage(
  door: PageDoor,
  params: Promise<{ sessionId: string }>,
): Promise<{ viewer: Viewer; session: SessionSummary; mayEdit: boolean }> {
  const viewer = await openPage(door);
  const { sessionId } = await params;
  const session = await orNotFound(getSession(viewer.ctx, sessionId));
  const mayEdit = session.archivedAt === null && mayOwned(viewer.ctx, "edit", session.ownerId);
  return { viewer, session, mayEdit };
}
