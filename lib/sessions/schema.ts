import { z } from "zod";

/** One line of plain text: characters that nobody sees could make it read as another name. */
const SessionName = z
  .string()
  .transform((text) =>
    text
      .normalize("NFC")
      .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
      .replace(/[\p{Cc}\s]+/gu, " ")
      .trim(),
  )
  .pipe(z.string().min(1, "Give the session a name.").max(120, "Use at most 120 characters."));

export const CreateSessionInput = z.strictObject({ name: SessionName });
export const RenameSessionInput = z.strictObject({ sessionId: z.uuid(), name: SessionName });
export const SessionInput = z.strictObject({ sessionId: z.uuid() });

export const sessionViews = ["active", "archived", "deleted"] as const;
export type SessionView = (typeof sessionViews)[number];

export const ListSessionsInput = z.strictObject({
  view: z.enum(sessionViews).default("active"),
  /** Keyset cursor: the `nextCursor` of the page before. */
  after: z.string().max(200).optional(),
});

export const wizardSteps = ["upload", "map-roles", "activities", "analysis", "roadmap"] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** `stale`: done once, but something it was made from has changed since. */
export type StepState = "todo" | "started" | "done" | "stale";

/** What is known of a session, straight from its rows; progress is derived from it and stored nowhere. */
export interface SessionFacts {
  readonly importedUploadCount: number;
  readonly pendingUploadCount: number;
  readonly roleCount: number;
  readonly suggestedRoleCount: number;
  readonly decidedRoleCount: number;
  /** Choices, own activities, and words of people that activities are right. */
  readonly activityChoiceCount: number;
  readonly finishedRunCount: number;
  readonly isLatestRunStale: boolean;
  readonly candidateCount: number;
  readonly areCandidatesStale: boolean;
  readonly isPublished: boolean;
}

export interface WizardProgress {
  readonly states: Readonly<Record<WizardStep, StepState>>;
  /** Steps that are done, 0–5. */
  readonly doneCount: number;
  /** Where somebody who comes back should go on. */
  readonly resumeAt: WizardStep;
}

export interface SessionSummary {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly headcount: number;
  readonly facts: SessionFacts;
}

export interface SessionPage {
  readonly items: readonly SessionSummary[];
  readonly nextCursor: string | null;
}
