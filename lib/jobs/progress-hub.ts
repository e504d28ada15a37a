import "server-only";
import { z } from "zod";
import { listen } from "@/db/client";
import { jobsChannel } from "./channels";

type Listener = () => void;

interface Hub {
  readonly changed: Map<string, Set<Listener>>;
  readonly closing: Set<Listener>;
  isListening: boolean;
}

// One per process: Next bundles routes apart, so this module may load twice.
const shared = globalThis as typeof globalThis & { opportuneProgressHub?: Hub };

const Payload = z.object({ orgId: z.string() });

function hub(): Hub {
  shared.opportuneProgressHub ??= { changed: new Map(), closing: new Set(), isListening: false };
  return shared.opportuneProgressHub;
}

function hear(payload: string): void {
  const said = Payload.safeParse(JSON.parse(payload));
  if (said.success) for (const listener of hub().changed.get(said.data.orgId) ?? []) listener();
}

/** The first stream opens the process's one ear, and sees to it that no stream holds up a shutdown. */
function open(present: Hub): void {
  if (present.isListening) return;
  present.isListening = true;
  // Streams also look by themselves every few seconds, so a deaf hub is slow but not wrong.
  listen(jobsChannel, hear).catch(() => {
    present.isListening = false;
  });
  process.once("SIGTERM", () => {
    for (const close of present.closing) close();
  });
}

/** Calls `onChange` whenever a job of the organization was written to. @returns how to unsubscribe */
export function subscribe(orgId: string, onChange: Listener, onClosing: Listener): () => void {
  const present = hub();
  const listeners = present.changed.get(orgId) ?? new Set();
  present.changed.set(orgId, listeners.add(onChange));
  present.closing.add(onClosing);
  open(present);
  return () => {
    listeners.delete(onChange);
    present.closing.delete(onClosing);
    if (listeners.size === 0 && present.changed.get(orgId) === listeners) present.changed.delete(orgId);
  };
}

/** Streams open at this moment; for tests and for the log. */
export function openStreamCount(): number {
  return hub().closing.size;
}
