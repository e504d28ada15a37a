import { describe, expect, it } from "vitest";
import { callLimit, nextCall, type PastCall } from "./next-call";

const call = (values: Partial<PastCall> = {}): PastCall => ({
  purpose: "scoring.score",
  isUnsent: false,
  errorClass: "retry_later",
  rawAnswer: null,
  faults: [],
  ...values,
});
const faulty = call({ errorClass: "repair", rawAnswer: "{", faults: ["It is half of a JSON object."] });
const repair = (errorClass: PastCall["errorClass"]) => call({ purpose: "scoring.repair", errorClass });

describe("nextCall", () => {
  it("scores at once without a gate, and looks first with one", () => {
    expect(nextCall({ calls: [], isAtGate: false })).toMatchObject({
      phase: "score",
      purpose: "scoring.score",
    });
    expect(nextCall({ calls: [], isAtGate: true })).toMatchObject({
      phase: "screen",
      purpose: "scoring.screen",
    });
  });

  it("asks the same again after what passes by itself", () => {
    expect(nextCall({ calls: [call(), call()], isAtGate: false })).toMatchObject({
      purpose: "scoring.score",
      repairs: null,
    });
  });

  it("has a faulty answer repaired once, and gives up when that is faulty too", () => {
    expect(nextCall({ calls: [faulty], isAtGate: false })).toEqual({
      phase: "score",
      purpose: "scoring.repair",
      repairs: faulty,
    });
    expect(nextCall({ calls: [faulty, repair("repair")], isAtGate: false })).toBeNull();
  });

  it("repeats a repair that the server had no time for, of the same answer", () => {
    expect(nextCall({ calls: [faulty, repair("retry_later")], isAtGate: false })).toMatchObject({
      purpose: "scoring.repair",
      repairs: faulty,
    });
  });

  it("counts a repair of the look before the scoring for that alone", () => {
    const atGate = call({ purpose: "scoring.screen", errorClass: "repair" });
    expect(nextCall({ calls: [atGate], isAtGate: true })).toMatchObject({ phase: "screen", repairs: atGate });
    expect(nextCall({ calls: [atGate, repair(null), faulty], isAtGate: false })).toMatchObject({
      phase: "score",
      purpose: "scoring.repair",
      repairs: faulty,
    });
  });

  it("never makes more calls than the limit; what was not sent is none", () => {
    const spent = Array.from({ length: callLimit }, () => call());
    expect(nextCall({ calls: spent, isAtGate: false })).toBeNull();
    const held = spent.map((each) => ({ ...each, isUnsent: true }));
    expect(nextCall({ calls: held, isAtGate: false })).toMatchObject({ purpose: "scoring.score" });
  });
});
