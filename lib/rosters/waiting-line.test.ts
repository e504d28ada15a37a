import { expect, it } from "vitest";
import { WaitingLine } from "./waiting-line";

it("runs so many at a time, in their order, and goes on after one that fails", async () => {
  const line = new WaitingLine(2);
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const all = Array.from({ length: 7 }, (_, index) =>
    line.take(async () => {
      begun.push(index);
      running += 1;
      most = Math.max(most, running);
      await new Promise((go) => setImmediate(go));
      running -= 1;
      if (index === 1) throw new Error("no");
      return index;
    }),
  );
  const ended = await Promise.allSettled(all);
  expect(most).toBe(2);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(ended.map(({ status }) => status === "fulfilled")).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});
