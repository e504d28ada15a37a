import { describe, expect, it } from "vitest";
import { pacer } from "./pacer";

describe("the pacer", () => {
  it("lets no more than its number through in any second, in the order of asking", async () => {
    let now = 0;
    const clock = {
      now: () => now,
      async pause(ms: number) {
        now += ms;
      },
    };
    const turn = pacer(4, clock);
    const starts: number[] = [];
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 13 }, async (_, index) => {
        await turn();
        starts.push(now);
        order.push(index);
      }),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    for (const [index, start] of starts.entries()) {
      const fifth = starts[index + 4];
      if (fifth !== undefined) expect(fifth - start).toBeGreaterThanOrEqual(1_000);
    }
    expect(now).toBe(3_000);
  });
});
