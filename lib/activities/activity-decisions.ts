import type { ActivityChoice, ActivityDecisions, OwnActivity } from "./role-activities";

/** For every role mapped to the occupation (`roleId` null), or for one role while it is mapped to it. */
export interface DecisionOwner {
  /** Null for a role without an occupation. */
  readonly code: string | null;
  readonly roleId: string | null;
}

/** Finds what was decided for an occupation and, when one is named, for one of its roles. */
export type DecisionIndex<C extends ActivityChoice, O extends OwnActivity> = (
  code: string | null,
  roleId: string | null,
) => ActivityDecisions<C, O>;

export function indexDecisions<
  C extends ActivityChoice & DecisionOwner,
  O extends OwnActivity & DecisionOwner,
>(choices: readonly C[], own: readonly O[]): DecisionIndex<C, O> {
  const choicesByOwner = groupByOwner(choices);
  const ownByOwner = groupByOwner(own);
  return (code, roleId) => {
    const ofOccupation = ownerKey({ code, roleId: null });
    const ofRole = roleId === null ? null : ownerKey({ code, roleId });
    return {
      occupationChoices: choicesByOwner.get(ofOccupation) ?? [],
      roleChoices: (ofRole === null ? undefined : choicesByOwner.get(ofRole)) ?? [],
      occupationOwn: ownByOwner.get(ofOccupation) ?? [],
      roleOwn: (ofRole === null ? undefined : ownByOwner.get(ofRole)) ?? [],
    };
  };
}

function ownerKey({ code, roleId }: DecisionOwner): string {
  return `${code ?? ""}\n${roleId ?? ""}`;
}

function groupByOwner<T extends DecisionOwner>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(ownerKey(row));
    if (group === undefined) groups.set(ownerKey(row), [row]);
    else group.push(row);
  }
  return groups;
}
