import { z } from "zod";

/** Days for which an organization's ended runs are kept when its admins have settled nothing. */
export const defaultJobHistoryDays = 90;
export const jobHistoryLimits = { min: 1, max: 3650 } as const;

const outside = `Give a whole number of days between ${jobHistoryLimits.min} and ${jobHistoryLimits.max}.`;

export const ChangeJobHistoryInput = z.strictObject({
  days: z.coerce
    .number(outside)
    .int(outside)
    .min(jobHistoryLimits.min, outside)
    .max(jobHistoryLimits.max, outside),
});
