import { useFormatter } from "next-intl";
import { moneyText } from "./money-text";

/** `moneyText` where hooks may be used. */
export function useMoney(): (nanos: number) => string {
  const format = useFormatter();
  return (nanos) => moneyText(format, nanos);
}
