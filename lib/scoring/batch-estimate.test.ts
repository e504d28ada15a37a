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
  it("goes from usual answers to what is reserved for the longest ones and a repair", () => {
    // 1,000 tokens of prompt at $1 (1,150 as reserved), 450 to 1,000 of answer at $2, per million.
    expect(estimateBatch(size, { model, gateModel: null })).toMatchObject({
      tokens: 1_450,
      costLowNanos: 1_900_000,
      costHighNanos: 6_300_000,
      minutes: 1,
    });
  });

  it("takes the look alone for the low end where there is a gate", () => {
    const gated = { ...size, sample: [{ scoreTokens: 1_000, gateTokens: 800 }] };
    const { costLowNanos, costHighNanos } = estimateBatch(gated, { model, gateModel: cheap });
    expect(costLowNanos).toBe(98_000);
    // 940 tokens as reserved for the look, 500 of answer.
    expect(costHighNanos).toBe(6_300_000 + 194_000);
  });

  it("adds a margin where not everybody was counted, and grows with their number", () => {
    const many = estimateBatch({ ...size, itemCount: 100 }, { model, gateModel: null });
    expect(many.costLowNanos).toBe(190_000_000);
    expect(many.costHighNanos).toBe(Math.ceil(110 * 3_150_000 * 1.15));
    expect(estimateBatch({ ...size, itemCount: 0 }, { model, gateModel: null })).toMatchObject({ tokens: 0 });
  });
});
