import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { soundAddress } from "./sound-addresses";

describe("a sound address", () => {
  it.each([
    "/",
    "/discovery?q=100%25",
    "/reference/15-1252.00",
    "/discovery?q=%E0%A4%A",
    "/profiles/J%C3%BCrgen",
    "*",
    "",
  ])("stays as it is: %s", (address) => expect(soundAddress(address)).toBe(address));

  it.each([
    ["/%E0%A4%A", "/%25E0%25A4%25A"],
    ["/%", "/%25"],
    ["/discovery/%ff/upload?q=%ff", "/discovery/%25ff/upload?q=%ff"],
    ["/J%C3%BCrgen/%zz", "/J%C3%BCrgen/%25zz"],
    ["/api/v1/profiles/%C3%28?a=1?b=2", "/api/v1/profiles/%25C3%2528?a=1?b=2"],
  ])("is made of %s", (given, sound) => expect(soundAddress(given)).toBe(sound));

  it("has a path that can be decoded, whatever was sent, and is mended once", () => {
    const text = fc.string({ unit: fc.constantFrom(..."/%?AEae04fz") });
    fc.assert(
      fc.property(text, (given) => {
        const sound = soundAddress(given);
        expect(() => decodeURIComponent(sound.split("?")[0] ?? "")).not.toThrow();
        expect(soundAddress(sound)).toBe(sound);
      }),
    );
  });
});
