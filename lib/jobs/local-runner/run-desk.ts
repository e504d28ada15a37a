import { asSystem } from "@/db/client";
import { log } from "@/lib/log";
import { patiently, pause } from "./patience";
import { type Claim, hasMilderSuspect, releaseStrays, type TakenRun, takeRun } from "./run-claims";
import { type DriverPorts, driveRun } from "./run-driver";
import { queueRun } from "./run-queue";
import { ClaimLost, suspendRun } from "./run-store";
import { storedError } from "./stored-error";
import { Turns } from "./turns";

type DeskPorts = Omit<DriverPorts, "isStopping" | "onSettled">;

/** How often a wake-up call that finds all lanes taken looks for a newcomer, and when another worker may have it. */
const newcomerPauseMs = 100;
const passOnMs = 1_000;
/** For how long a run is put off that was dropped, or that may go only after milder suspects. */
const putOffMs = 1_000;
/** A suspect that is still at work after this long lets the next one go. */
const suspicionMs = 20_000;
/** Organizations whose turn is remembered; the others were served longer ago. */
const turnCount = 200;

/**
 * Answers wake-up calls by taking up runs, and keeps account of those in hand. When all lanes are taken, there is one
 * more for organizations that have nothing in hand, so that nobody waits behind the long steps of another.
 *
 * A run that was in hand when a worker died is a suspect: suspects go one after the other, those that were there most
 * often last, so that the guilty one convicts itself and the others are not put aside with it.
 */
export class RunDesk {
  private readonly ports: DeskPorts;
  private readonly workerId: string;
  private readonly lanes: number;
  private readonly inHand = new Set<Claim>();
  private readonly served = new Set<string>();
  private busyLanes = 0;
  private choosingLanes = 0;
  private readonly turns = new Turns<TakenRun>();
  private suspect: Claim | undefined;
  private isClosing = false;

  /** @param lanes runs worked on at once; calls may be answered by one more than that at a time */
  constructor(ports: DeskPorts, workerId: string, lanes: number) {
    this.ports = ports;
    this.workerId = workerId;
    this.lanes = lanes;
  }

  /** Works on the run that is next in all fairness, as far as it goes. Does nothing when none is due. */
  async take(): Promise<void> {
    const passOnAt = Date.now() + passOnMs;
    while (!this.isClosing && Date.now() < passOnAt) {
      if (this.busyLanes < this.lanes) {
        await this.inLane(async () => this.workOn(await this.choose()));
        return;
      }
      // While a lane is choosing, its organization looks as if nobody worked for it.
      const newcomer = this.choosingLanes === 0 ? await this.takeUp(true) : undefined;
      if (newcomer) {
        await this.inLane(() => this.workOn(newcomer));
        return;
      }
      await pause(newcomerPauseMs);
    }
    await this.callAgain();
  }

  /** For another to answer: this call was not, or its run was lost to nobody in a crash of the database. */
  private async callAgain(): Promise<void> {
    await asSystem("pass on a wake-up call", (tx) => queueRun(tx, this.ports.now()));
  }

  private async inLane(work: () => Promise<void>): Promise<void> {
    this.busyLanes += 1;
    try {
      await work();
    } finally {
      this.busyLanes -= 1;
    }
  }

  private async choose(): Promise<TakenRun | undefined> {
    this.choosingLanes += 1;
    try {
      return await this.takeUp(false);
    } finally {
      this.choosingLanes -= 1;
    }
  }

  private takeUp(onlyNewcomers: boolean): Promise<TakenRun | undefined> {
    return this.turns.take(onlyNewcomers ? "newcomers" : "all", () => this.takeFrom(onlyNewcomers));
  }

  private async takeFrom(onlyNewcomers: boolean): Promise<TakenRun | undefined> {
    const { workerId } = this;
    const withSuspects = this.suspect === undefined;
    const served = [...this.served];
    const taken = await patiently(
      () => takeRun({ workerId, now: this.ports.now(), onlyNewcomers, withSuspects, served }),
      () => !this.isClosing,
    );
    if (taken) this.noteTurn(taken.claim.orgId);
    if (taken && taken.crashes > 0) this.suspect = taken.claim;
    return taken;
  }

  private noteTurn(orgId: string): void {
    this.served.delete(orgId);
    this.served.add(orgId);
    const [oldest] = this.served;
    if (oldest !== undefined && this.served.size > turnCount) this.served.delete(oldest);
  }

  private async workOn(taken: TakenRun | undefined): Promise<void> {
    if (!taken) return;
    const { claim } = taken;
    this.inHand.add(claim);
    const clearing = setTimeout(() => this.clear(claim), suspicionMs);
    try {
      if (taken.crashes > 1 && (await hasMilderSuspect(taken.crashes, this.ports.now())))
        await this.putOff(claim, putOffMs);
      else if ((await driveRun({ ...this.ports, ...this.signals(claim) }, taken)) === "lost")
        await this.callAgain();
    } catch (error) {
      log.error({ runId: claim.runId, error: storedError(error).message }, "a run was dropped half-way");
      // When this fails as well, it is a stray.
      await this.putOff(claim, putOffMs).catch(() => undefined);
    } finally {
      clearTimeout(clearing);
      this.inHand.delete(claim);
      this.clear(claim);
    }
  }

  private signals(claim: Claim): Pick<DriverPorts, "isStopping" | "onSettled"> {
    return { isStopping: () => this.isClosing, onSettled: () => this.clear(claim) };
  }

  private async putOff(claim: Claim, pauseMs: number): Promise<void> {
    await suspendRun(claim, new Date(this.ports.now().getTime() + pauseMs)).catch((error: unknown) => {
      if (!(error instanceof ClaimLost)) throw error;
    });
  }

  /** The run is no suspect any more, or not in hand: the next one goes. */
  private clear(claim: Claim): void {
    if (this.suspect !== claim) return;
    this.suspect = undefined;
    patiently(
      () => this.callAgain(),
      () => !this.isClosing,
    ).catch(() => undefined);
  }

  /** Gives up runs that this worker holds in the database and nowhere else. */
  async releaseStrays(): Promise<void> {
    await releaseStrays(this.workerId, [...this.inHand]);
  }

  /** From now on no step is begun; runs are handed back after the one at hand. */
  close(): void {
    this.isClosing = true;
  }

  /** Hands back the runs whose step takes too long to wait for. What that step still does will not be stored. */
  async handBackAll(): Promise<number> {
    const claims = [...this.inHand];
    await Promise.allSettled(claims.map((claim) => this.putOff(claim, 0)));
    return claims.length;
  }
}
