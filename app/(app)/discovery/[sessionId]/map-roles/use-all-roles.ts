"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { BrowsedRole } from "@/lib/roles/browse-roles";
import type { RoleDecision } from "@/lib/roles/schema";

/** Other people's changes, and one's own in a row, are fetched together once it is quiet. */
const quietMs = 1_500;

interface Patch {
  readonly at: number;
  readonly decision: RoleDecision | null;
}

async function fetchRoles(sessionId: string, signal: AbortSignal): Promise<BrowsedRole[]> {
  const response = await fetch(`/api/roles?${new URLSearchParams({ session: sessionId })}`, { signal });
  if (!response.ok) throw new Error(`The roles were answered with ${response.status}.`);
  const body: { roles: BrowsedRole[] } = await response.json();
  // JSON knows no dates.
  return body.roles.map((role) =>
    role.decision
      ? { ...role, decision: { ...role.decision, decidedAt: new Date(role.decision.decidedAt) } }
      : role,
  );
}

function withPatches(roles: readonly BrowsedRole[], patches: ReadonlyMap<string, Patch>, since: number) {
  return roles.map((role) => {
    const patch = patches.get(role.id);
    return patch && patch.at >= since ? { ...role, decision: patch.decision } : role;
  });
}

/**
 * All roles of a session, fetched after the first page is shown; null until then, where there are too many, and when
 * they cannot be fetched: the page then goes on by asking the server.
 * @param stamp changes whenever something in the session did
 * @param suggested changes when suggestions are under way or through: nobody waits for quiet then
 */
export function useAllRoles(sessionId: string, stamp: string, suggested: string, isSmall: boolean) {
  const [roles, setRoles] = useState<readonly BrowsedRole[] | null>(null);
  const patches = useRef(new Map<string, Patch>());
  const fetching = useRef<AbortController | undefined>(undefined);
  const seen = useRef<string | undefined>(undefined);

  const reload = useCallback(() => {
    fetching.current?.abort();
    const controller = new AbortController();
    fetching.current = controller;
    const since = performance.now();
    fetchRoles(sessionId, controller.signal).then(
      (fetched) => setRoles(withPatches(fetched, patches.current, since)),
      // What was fetched before is still right as far as this person knows; without any, the server goes on.
      () => undefined,
    );
  }, [sessionId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp says that something changed
  useEffect(() => {
    if (!isSmall) {
      setRoles(null);
      return;
    }
    const timer = setTimeout(reload, suggested === seen.current ? quietMs : 0);
    seen.current = suggested;
    return () => clearTimeout(timer);
  }, [stamp, suggested, isSmall, reload]);
  useEffect(() => () => fetching.current?.abort(), []);

  const patch = useCallback((id: string, decision: RoleDecision | null) => {
    patches.current.set(id, { at: performance.now(), decision });
    setRoles((present) => present?.map((role) => (role.id === id ? { ...role, decision } : role)) ?? null);
  }, []);
  return { roles, patch, reload };
}
