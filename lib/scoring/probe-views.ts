import type { BatchPreview } from "./batch-preview";
import type { ProbeKind, ProbeReport } from "./probe-schema";
import type { ScoringCounts } from "./scoring-views";
import type { TwinCounts } from "./twins";

export interface ProbeTemplate {
  readonly id: string;
  readonly name: string;
  /** Null: nothing can be scored with it, so nothing can be probed. */
  readonly publishedVersion: number | null;
  /** Of the organization. */
  readonly profileCount: number;
}

export interface ProbeRow {
  readonly id: string;
  readonly kind: ProbeKind;
  readonly templateVersion: number;
  readonly requesterName: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly isOpen: boolean;
  readonly itemCount: number;
  readonly estimateHighNanos: number;
  readonly counts: ScoringCounts;
  readonly report: ProbeReport | null;
}

export interface ProbeList {
  readonly items: readonly ProbeRow[];
  /** Of the people in the reports; who was erased since is missing. */
  readonly names: Readonly<Record<string, string>>;
  readonly nextCursor: string | null;
}

/** What a probe comes to before it starts. */
export interface ProbePreview extends BatchPreview {
  /** Of a fairness probe: what each swap does to what the model reads. */
  readonly twins: readonly TwinCounts[];
}
