import { useFormatter } from "next-intl";

const digitsFor = (dollars: number) => {
  if (dollars === 0 || dollars >= 1) return 2;
  return dollars >= 0.01 ? 4 : 6;
};

/** Billionths of a US dollar as dollars, with as many digits as the amount needs to be told from nothing. */
export function useMoney(): (nanos: number) => string {
  const format = useFormatter();
  return (nanos) => {
    const dollars = nanos / 1e9;
    return format.number(dollars, {
      style: "currency",
      currency: "USD",
      minimumFractionDigits: 2,
      maximumFractionDigits: digitsFor(dollars),
    });
  };
}
