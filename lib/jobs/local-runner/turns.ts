interface Waiter {
  readonly kind: string;
  readonly resolve: (turn: "look" | "nothing") => void;
}

/**
 * Lets one look at a time, for several at once would find the same and come into each other's way. A look that finds
 * nothing speaks for all who asked for the same kind before it began.
 */
export class Turns<T> {
  private isTaken = false;
  private waiting: readonly Waiter[] = [];

  async take(kind: string, look: () => Promise<T | undefined>): Promise<T | undefined> {
    if (this.isTaken) {
      const turn = await new Promise<"look" | "nothing">((resolve) => {
        this.waiting = [...this.waiting, { kind, resolve }];
      });
      if (turn === "nothing") return undefined;
    }
    this.isTaken = true;
    const alike = new Set(this.waiting.filter((waiter) => waiter.kind === kind));
    try {
      const found = await look();
      if (found === undefined) this.dismiss(alike);
      return found;
    } finally {
      this.pass();
    }
  }

  private dismiss(waiters: ReadonlySet<Waiter>): void {
    this.waiting = this.waiting.filter((waiter) => !waiters.has(waiter));
    for (const { resolve } of waiters) resolve("nothing");
  }

  private pass(): void {
    const [next, ...others] = this.waiting;
    this.waiting = others;
    this.isTaken = next !== undefined;
    next?.resolve("look");
  }
}
