import { type DriverPorts, driveRun } from "./run-driver";
import type { RunRef } from "./run-queue";
import { type Claim, claimRun, suspendRun } from "./run-store";

type DeskPorts = Omit<DriverPorts, "isStopping" | "onSettled">;

const suspectPauseMs = 1_000;

/**
 * Takes runs from the queue one call at a time and keeps account of those in hand. A run that was in hand when a
 * worker died is a suspect: suspects go one after the other, so that the guilty one convicts itself and the others
 * are not put aside with it.
 */
export class RunDesk {
  private readonly ports: DeskPorts;
  private readonly workerId: string;
  private readonly inHand = new Map<string, Claim | undefined>();
  private suspect: string | undefined;
  private isClosing = false;

  constructor(ports: DeskPorts, workerId: string) {
    this.ports = ports;
    this.workerId = workerId;
  }

  /** Works on a run as far as it goes. Does nothing when it has ended or is in other hands. */
  async take(ref: RunRef): Promise<void> {
    // The same entry can come twice after a lost connection; the first one is still at work.
    if (this.inHand.has(ref.runId)) return;
    this.inHand.set(ref.runId, undefined);
    try {
      await this.takeUnheld(ref);
    } finally {
      this.inHand.delete(ref.runId);
      this.clear(ref);
    }
  }

  private async takeUnheld(ref: RunRef): Promise<void> {
    const held = await claimRun(ref, this.workerId);
    if (!held) return;
    const isSuspect = held.run.crashes > 0;
    const mustWait = isSuspect && this.suspect !== undefined;
    if (mustWait || this.isClosing) {
      const pauseMs = mustWait ? suspectPauseMs : 0;
      await suspendRun(held.claim, new Date(this.ports.now().getTime() + pauseMs));
      return;
    }
    if (isSuspect) this.suspect = ref.runId;
    this.inHand.set(ref.runId, held.claim);
    const isStopping = () => this.isClosing;
    const onSettled = () => this.clear(ref);
    await driveRun({ ...this.ports, isStopping, onSettled }, held);
  }

  private clear(ref: RunRef): void {
    if (this.suspect === ref.runId) this.suspect = undefined;
  }

  /** From now on no step is begun; runs are handed back after the one at hand. */
  close(): void {
    this.isClosing = true;
  }

  /** Hands back the runs whose step takes too long to wait for. What that step still does will not be stored. */
  async handBackAll(): Promise<number> {
    const claims = [...this.inHand.values()].filter((claim) => claim !== undefined);
    const now = this.ports.now();
    await Promise.allSettled(claims.map((claim) => suspendRun(claim, now)));
    return claims.length;
  }
}
