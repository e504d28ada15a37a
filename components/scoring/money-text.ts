import type { useFormatter } from "next-intl";
import { toDollars } from "@/lib/llm/schema";

const digitsFor = (dollars: number) => {
  if (dollars === 0 || dollars >= 1) return 2;
  return dollars >= 0.01 ? 4 : 6;
};

/** Billionths of a US dollar as dollars, with as many digits as the amount needs to be told from nothing. */
export function moneyText(format: Pick<ReturnType<typeof useFormatter>, "number">, nanos: number): string {
  const dollars = toDollars(nanos);
  return format.number(dollars, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: digitsFor(dollars),
  });
}
