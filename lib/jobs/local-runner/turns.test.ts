import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

function later<T>() {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}

describe("Turns", () => {
  it("lets one look at a time, in the order in which they came", async () => {
    const turns = new Turns<number>();
    const first = later<number>();
    const looks: number[] = [];
    const one = turns.take("all", () => {
      looks.push(1);
      return first.promise;
    });
    const two = turns.take("all", async () => {
      looks.push(2);
      return 2;
    });
    await Promise.resolve();
    expect(looks).toEqual([1]);
    first.give(1);
    expect(await Promise.all([one, two])).toEqual([1, 2]);
    expect(looks).toEqual([1, 2]);
  });

  it("spares those the look who asked before one that found nothing, and nobody else", async () => {
    const turns = new Turns<number>();
    const [first, second] = [later<undefined>(), later<undefined>()];
    let looks = 0;
    const look = (found: Promise<number | undefined>) => () => {
      looks += 1;
      return found;
    };
    const running = turns.take("all", look(first.promise));
    const waiting = turns.take("all", look(second.promise));
    const spared = turns.take("all", look(Promise.resolve(7)));
    const other = turns.take("newcomers", look(Promise.resolve(8)));
    first.give(undefined);
    expect(await running).toBeUndefined();
    // They came while the first one looked, so they look for themselves.
    await Promise.resolve();
    const late = turns.take("all", look(Promise.resolve(9)));
    second.give(undefined);
    expect(await Promise.all([waiting, spared, other, late])).toEqual([undefined, undefined, 8, 9]);
    expect(looks).toBe(4);
  });

  it("goes on after a look that threw", async () => {
    const turns = new Turns<number>();
    const thrown = turns.take("all", () => Promise.reject(new Error("no database")));
    const next = turns.take("all", () => Promise.resolve(1));
    await expect(thrown).rejects.toThrow("no database");
    expect(await next).toBe(1);
  });
});
