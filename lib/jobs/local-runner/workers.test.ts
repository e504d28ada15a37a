import { expect, it } from "vitest";
import { HeartbeatWatch } from "./workers";

it("takes a worker for dead after five looks at a heartbeat that stands still", () => {
  const watch = new HeartbeatWatch();
  const looks = (beats: readonly string[]) => beats.map((beat) => watch.standsStill("a", beat));
  expect(looks(["1", "1", "1", "1", "1"])).not.toContain(true);
  // An earlier time is a sign of life, too: somebody set the clock back.
  expect(looks(["0", "0", "0", "0", "0"])).not.toContain(true);
  expect(looks(["0"])).toEqual([true]);
  expect(watch.standsStill("b", "0")).toBe(false);
});

it("begins anew with a worker that came back", () => {
  const watch = new HeartbeatWatch();
  for (let look = 0; look < 6; look += 1) watch.standsStill("a", "1");
  watch.forget(["a"]);
  expect(watch.standsStill("a", "1")).toBe(false);
});
