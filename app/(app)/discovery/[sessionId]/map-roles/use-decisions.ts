"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useRef, useTransition } from "react";
import { toast } from "sonner";
import { useAnswered } from "@/components/forms/use-answered";
import type { ErrorCode } from "@/lib/errors";
import type { OccupationName, RoleDecision, RoleRow } from "@/lib/roles/schema";
import { decideRoleAction, reopenRoleAction } from "./actions";

type Seen = { readonly version: number; readonly onetCode: string | null };

/** Decisions in a row that `u` can take back, the last first. */
const rememberedUndos = 50;

function seenOf({ decision }: RoleRow): Seen | null {
  return decision && { version: decision.version, onetCode: decision.occupation?.code ?? null };
}

interface Undo {
  /** What the server made of the decision; null when it refused. */
  readonly settle: (made: Seen | null) => void;
  readonly run: () => Promise<void>;
}

/** Decisions that can be taken back, each once, by the toast or by the key, which may come before the server's answer. */
function useUndos(onNothing: () => void) {
  const open = useRef<readonly Undo[]>([]);
  const forget = (undo: Undo) => {
    open.current = open.current.filter((other) => other !== undo);
  };
  const begin = (takeBack: (made: Seen) => void): Undo => {
    let answer: Undo["settle"] = () => undefined;
    const answered = new Promise<Seen | null>((resolve) => {
      answer = resolve;
    });
    const undo: Undo = {
      settle: (made) => {
        if (!made) forget(undo);
        answer(made);
      },
      run: async () => {
        forget(undo);
        const made = await answered;
        if (made) takeBack(made);
      },
    };
    open.current = [...open.current, undo].slice(-rememberedUndos);
    return undo;
  };
  const runLast = () => {
    const last = open.current.at(-1);
    if (last) void last.run();
    else onNothing();
  };
  return { begin, runLast };
}

/**
 * Decisions on single roles: shown at once, rolled back with the reason when the server refuses, and with a toast
 * that takes them back.
 * @param onDecided tells what a role is decided as now, once the server said so
 */
export function useDecisions<T extends RoleRow>(
  sessionId: string,
  rows: readonly T[],
  viewerName: string,
  onDecided: (id: string, decision: RoleDecision | null) => void,
) {
  const t = useTranslations("roles.toast");
  const router = useRouter();
  const answered = useAnswered();
  const [, startTransition] = useTransition();
  const undos = useUndos(() => toast(t("nothingToUndo")));
  const [shown, show] = useOptimistic(
    rows,
    (present, change: { readonly id: string; readonly decision: RoleDecision | null }) =>
      present.map((row) => (row.id === change.id ? { ...row, decision: change.decision } : row)),
  );

  const refused = ({ message, code }: { message: string; code: ErrorCode }) => {
    toast.error(message);
    // What the person saw is no longer so.
    if (code !== "unavailable") router.refresh();
  };

  const reopen = (role: RoleRow, seen: Seen, done: string) =>
    startTransition(async () => {
      show({ id: role.id, decision: null });
      const result = await answered(reopenRoleAction({ sessionId, roleId: role.id, seen }));
      if (!result.ok) {
        refused(result);
        return;
      }
      startTransition(() => onDecided(role.id, null));
      toast.success(done);
    });

  const send = async (role: RoleRow, decision: Omit<RoleDecision, "version">, seen: Seen | null) => {
    show({ id: role.id, decision: { ...decision, version: (seen?.version ?? 0) + 1 } });
    const result = await answered(
      decideRoleAction({
        sessionId,
        roleId: role.id,
        onetCode: decision.occupation?.code ?? null,
        reason: decision.reason ?? undefined,
        seen,
      }),
    );
    if (!result.ok) {
      refused(result);
      return null;
    }
    const { version } = result.data;
    startTransition(() => onDecided(role.id, { ...decision, version }));
    return result.data;
  };

  /** Puts back what the role was before: open, or decided as it was. */
  const takeBack = (before: RoleRow, { version, onetCode }: Seen) => {
    const made = { version, onetCode };
    const { decision } = before;
    if (!decision) {
      reopen(before, made, t("undone"));
      return;
    }
    startTransition(async () => {
      if (await send(before, decision, made)) toast.success(t("undone"));
    });
  };

  const decide = (role: RoleRow, occupation: OccupationName | null, reason?: string) => {
    const undo = undos.begin((made) => takeBack(role, made));
    startTransition(async () => {
      const decision = {
        occupation,
        missingIn: null,
        origin: "user",
        decidedByName: viewerName,
        decidedAt: new Date(),
        reason: reason || null,
      } as const;
      const made = await send(role, decision, seenOf(role));
      undo.settle(made);
      if (!made) return;
      const sentence = occupation
        ? t("decided", { title: role.title, occupation: occupation.title })
        : t("decidedNone", { title: role.title });
      toast.success(sentence, { action: { label: t("undo"), onClick: undo.run } });
    });
  };

  return {
    shown,
    decide,
    reopen: (role: RoleRow) => {
      const seen = seenOf(role);
      if (seen) reopen(role, seen, t("reopened", { title: role.title }));
    },
    undoLast: undos.runLast,
  };
}

export type Decisions = ReturnType<typeof useDecisions>;
