import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  allowedModels,
  costNanos,
  estimateNanos,
  houseChoices,
  houseModels,
  modelFor,
  modelUses,
  reservationNanos,
} from "./models";

const mini = { name: "mini", inputPrice: 0.15, outputPrice: 0.6, contextTokens: 128_000 };

describe("the price of a call", () => {
  it("is what the tokens cost, in whole billionths of a dollar", () => {
    expect(estimateNanos(mini, 1_000_000, 0)).toBe(150_000_000);
    expect(estimateNanos(mini, 0, 1_000_000)).toBe(600_000_000);
    expect(costNanos(mini, { promptTokens: 1_417, completionTokens: 100, totalTokens: 1_517 })).toBe(272_550);
    expect(estimateNanos({ ...mini, inputPrice: 0.0001 }, 1, 0)).toBe(1);
  });

  it("is whole, never negative, and never more than what is reserved for it", () => {
    const price = fc.integer({ min: 0, max: 1_000_000 }).map((micros) => micros / 1e4);
    const tokens = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(price, price, tokens, tokens, (inputPrice, outputPrice, sent, longest) => {
        const model = { ...mini, inputPrice, outputPrice };
        const cost = estimateNanos(model, sent, longest);
        expect(Number.isSafeInteger(cost)).toBe(true);
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(reservationNanos(model, sent, longest)).toBeGreaterThanOrEqual(cost);
      }),
    );
  });
});

describe("the list of models", () => {
  it("has the organization's own first, in place of the house's of the same name", () => {
    const own = { ...mini, name: "gpt-4o", inputPrice: 9 };
    const models = allowedModels([own, mini]);
    expect(models.slice(0, 2)).toEqual([own, mini]);
    expect(models.filter(({ name }) => name === "gpt-4o")).toEqual([own]);
    expect(models).toHaveLength(houseModels.length + 1);
  });

  it("gives the house's choice where none was made, or what was chosen is gone", () => {
    for (const use of modelUses) {
      expect(modelFor(use, null, houseModels).name).toBe(houseChoices[use]);
      expect(modelFor(use, "removed", houseModels).name).toBe(houseChoices[use]);
    }
    expect(modelFor("scoring", "mini", allowedModels([mini]))).toEqual(mini);
  });
});
