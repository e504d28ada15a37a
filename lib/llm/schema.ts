import { z } from "zod";
import { modelCallStatuses } from "@/db/enums";

/** Dollars as people type them; kept in billionths, whole numbers. */
const nanosPerDollar = 1_000_000_000;
export const toNanos = (dollars: number) => Math.round(dollars * nanosPerDollar);
export const toDollars = (nanos: number) => nanos / nanosPerDollar;

const Dollars = (most: number) =>
  z.coerce
    .number("Give an amount in dollars, such as 25 or 0.5.")
    .min(0, "An amount cannot be negative.")
    .max(most, `At most ${most} dollars.`);

/** As providers name their models: no spaces, nothing a header or a log could trip over. */
const ModelName = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}$/,
    "Give the name as the server knows it: letters, digits and . _ : / @ -, at most 100.",
  );

/** Empty: the product's choice. */
const Choice = z
  .union([z.literal("").transform(() => null), ModelName])
  .nullish()
  .transform((name) => name ?? null);

export const ChangeModelSettingsInput = z.object({
  scoringModel: Choice,
  screeningModel: Choice,
  mappingModel: Choice,
  monthlyBudgetUsd: Dollars(1_000_000),
  confirmAboveUsd: Dollars(100_000),
  /** As a checkbox sends it. */
  isMappingOn: z
    .union([z.boolean(), z.literal("on").transform(() => true)])
    .nullish()
    .transform((on) => on ?? false),
  /** What the person saw; empty while nobody had settled anything. */
  seenAt: z
    .string()
    .nullish()
    .transform((at) => at || null),
});

const Price = z.coerce
  .number("Give a price in dollars for a million tokens.")
  .min(0, "A price cannot be negative.")
  .max(100_000, "At most 100000 dollars.")
  // What the table keeps.
  .transform((price) => Math.round(price * 1e6) / 1e6);

export const AddOwnModelInput = z.object({
  name: ModelName,
  inputPrice: Price,
  outputPrice: Price,
  contextTokens: z.coerce
    .number("Give a number of tokens.")
    .int("Give a whole number of tokens.")
    .min(1_000, "At least 1000 tokens.")
    .max(100_000_000, "At most 100000000 tokens."),
});

export const RemoveOwnModelInput = z.object({ name: ModelName });

export const TestModelInput = z.object({ model: ModelName });

export const CallStatusFilter = z.enum(modelCallStatuses);
