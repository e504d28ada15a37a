/** What a batch comes to, before it starts. Money in billionths of a dollar. */
export interface BatchPreview {
  readonly peopleCount: number;
  /** Scorings; in a probe several for each person. */
  readonly itemCount: number;
  readonly tokens: number;
  readonly costLowNanos: number;
  readonly costHighNanos: number;
  readonly minutes: number;
  readonly model: string;
  /** Null without a gate. */
  readonly gateModel: string | null;
  /** It may cost more than the organization lets pass without asking. */
  readonly needsConfirmation: boolean;
  readonly confirmAboveNanos: number;
}
