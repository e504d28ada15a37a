import type { NewProfile } from "../schema";

/** What is wrong with a file, where, and what to do. */
export interface ProfileFault {
  /** Of the file, from 1; null when it concerns the whole file. */
  readonly line: number | null;
  /** A column's name or number, or the place within a person's JSON. */
  readonly column: string | null;
  readonly message: string;
  readonly hint: string;
}

/** One person of a file as far as they could be read; no profile when there is a fault. */
export interface ReadPerson {
  readonly line: number | null;
  readonly profile: NewProfile | null;
  readonly faults: readonly ProfileFault[];
  readonly unknownKeys: readonly string[];
}

/** What a file holds, and what its import would do or has done. */
export interface ImportReport {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** People left out because of a fault. */
  readonly faultyCount: number;
  readonly faultCount: number;
  /** The first of them. */
  readonly faults: readonly ProfileFault[];
  /** Columns or keys that mean nothing to us, with how many people have them. */
  readonly unknownKeys: readonly { readonly key: string; readonly count: number }[];
}

export const maxListedFaults = 200;
export const maxProfileFileBytes = 100 * 1024 * 1024;
