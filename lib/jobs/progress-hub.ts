import "server-only";
import { z } from "zod";
import { listen, type OrgId } from "@/db/client";
import { findLiveOrganizations } from "@/lib/auth/sign-ins";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { jobsChannel } from "./channels";
import { type FeedListener, JobFeed } from "./progress-feed";

/** An open stream, as the hub sees it. */
export interface HubMember extends FeedListener {
  readonly orgId: OrgId;
  readonly userId: string;
  readonly signInId: string;
  /** Some seconds have passed, and the sign-in still holds. */
  readonly onBeat: () => void;
  readonly onSignedOut: () => void;
  /** The person acts in another organization now. */
  readonly onMoved: () => void;
}

/** How long an ended sign-in may still hear something; the streams also look by themselves this often. */
const pulseMs = 4_000;
/** A browser holds one stream for all its tabs, so this is a person with several of them. */
const streamsPerPerson = 6;

const Payload = z.object({ orgId: z.string() });

/**
 * Where the open streams of a process meet: one ear at the database, one look at all their sign-ins, one read per
 * organization, however many streams there are.
 */
export class ProgressHub {
  readonly #members = new Set<HubMember>();
  readonly #feeds = new Map<string, JobFeed>();
  readonly #pulseMs: number;
  #timer: NodeJS.Timeout | undefined;
  #isPulsing = false;
  #isListening = false;
  #isClosed = false;

  constructor(options: { readonly pulseMs?: number } = {}) {
    this.#pulseMs = options.pulseMs ?? pulseMs;
  }

  /**
   * @returns how to leave
   * @throws AppError `rate_limited` when the person has too many open, `unavailable` when the process is ending
   */
  join(member: HubMember): () => void {
    if (this.#isClosed) throw new AppError("unavailable", "The server is being restarted. Try again soon.");
    const ownCount = [...this.#members].filter(({ userId }) => userId === member.userId).length;
    if (ownCount >= streamsPerPerson) {
      const sentence = "You have this open in too many browsers at once. Progress shows a little later here.";
      throw new AppError("rate_limited", sentence, { retryAfterSeconds: 60 });
    }
    this.#members.add(member);
    const feed = this.#feeds.get(member.orgId) ?? new JobFeed(member.orgId);
    this.#feeds.set(member.orgId, feed);
    feed.listeners.add(member);
    this.#listen();
    this.#timer ??= setInterval(() => this.#beat(), this.#pulseMs);
    return () => this.#leave(member, feed);
  }

  /** Ends all streams and lets none in: the process is to end. */
  close(): void {
    this.#isClosed = true;
    this.#loseAll();
  }

  get size(): number {
    return this.#members.size;
  }

  #leave(member: HubMember, feed: JobFeed): void {
    this.#members.delete(member);
    feed.listeners.delete(member);
    if (feed.listeners.size === 0) {
      feed.stop();
      if (this.#feeds.get(member.orgId) === feed) this.#feeds.delete(member.orgId);
    }
    if (this.#members.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #loseAll(): void {
    for (const member of [...this.#members]) member.onLost();
  }

  #beat(): void {
    if (this.#isPulsing) {
      // The database has kept us waiting for a whole pulse. The browsers come back over another connection.
      this.#isPulsing = false;
      this.#loseAll();
      return;
    }
    this.#isPulsing = true;
    this.#pulse()
      .catch((err: unknown) => {
        log.warn({ err }, "event streams end: their sign-ins could not be checked");
        this.#loseAll();
      })
      .finally(() => {
        this.#isPulsing = false;
      });
  }

  async #pulse(): Promise<void> {
    const members = [...this.#members];
    const live = await findLiveOrganizations(members.map(({ signInId }) => signInId));
    for (const member of members) {
      const orgId = live.get(member.signInId);
      if (orgId === undefined) member.onSignedOut();
      // Null: the organization was removed, and the stream ends for want of jobs.
      else if (orgId !== null && orgId !== member.orgId) member.onMoved();
      else member.onBeat();
    }
    await Promise.all([...this.#feeds.values()].map((feed) => feed.look()));
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const hear = (payload: string) => {
      const said = Payload.safeParse(JSON.parse(payload));
      if (said.success) this.#feeds.get(said.data.orgId)?.wake();
    };
    // A deaf hub is slow but not wrong: each pulse looks without being told.
    listen(jobsChannel, hear).catch(() => {
      this.#isListening = false;
    });
  }
}

// One per process: Next bundles routes apart, so this module may load twice.
const shared = globalThis as typeof globalThis & { opportuneProgressHub?: ProgressHub };

/** The hub of this process. It ends its streams with the process, since an open one would hold up a shutdown. */
export function progressHub(): ProgressHub {
  if (shared.opportuneProgressHub) return shared.opportuneProgressHub;
  const hub = new ProgressHub();
  shared.opportuneProgressHub = hub;
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => hub.close());
  return hub;
}
