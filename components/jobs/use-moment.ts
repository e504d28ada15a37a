import { useFormatter } from "next-intl";

/** A moment to the second, as every list of runs tells it. */
export function useMoment(): (moment: Date) => string {
  const format = useFormatter();
  return (moment) => format.dateTime(moment, { dateStyle: "medium", timeStyle: "medium" });
}
