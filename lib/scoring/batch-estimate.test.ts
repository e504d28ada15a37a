import { describe, expect, it } from "vitest";
import { estimateBatch } from "./batch-estimate";

const model = { name: "m", inputPrice: 1, outputPrice: 2, contextTokens: 100_000 };
const cheap = { name: "c", inputPrice: 0.1, outputPrice: 0.2, contextTokens: 100_000 };
const size = {
  itemCount: 1,
  sample: [{ scoreTokens: 1_000, gateTokens: 0 }],
  criterionCount: 3,
  maxTokens: 1_000,
  maxGateTokens: 500,
};

describe("estimateBatch", () => {
  it("goes from usual answers to the longest ones", () => {
    // 1,000 tokens of prompt at $1, 450 to 1,000 of answer at $2, per million.
    expect(estimateBatch(size, { model, gateModel: null })).toMatchObject({
      tokens: 1_450,
      costLowNanos: 1_900_000,
      costHighNanos: 3_000_000,
      minutes: 1,
    });
  });

  it("takes the look alone for the low end where there is a gate", () => {
    const gated = { ...size, sample: [{ scoreTokens: 1_000, gateTokens: 800 }] };
    const { costLowNanos, costHighNanos } = estimateBatch(gated, { model, gateModel: cheap });
    expect(costLowNanos).toBe(98_000);
    expect(costHighNanos).toBe(3_180_000);
  });

  it("adds a margin where not everybody was counted, and grows with their number", () => {
    const many = estimateBatch({ ...size, itemCount: 100 }, { model, gateModel: null });
    expect(many.costLowNanos).toBe(190_000_000);
    expect(many.costHighNanos).toBe(345_000_000);
    expect(estimateBatch({ ...size, itemCount: 0 }, { model, gateModel: null })).toMatchObject({ tokens: 0 });
  });
});
