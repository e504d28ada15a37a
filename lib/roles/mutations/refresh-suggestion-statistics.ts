import "server-only";
import { refreshStatistics } from "@/db/statistics";

/** After many suggestions were stored: lists and counts of roles join them. */
export function refreshSuggestionStatistics(writtenCount: number): Promise<void> {
  return refreshStatistics(["role_suggestions"], writtenCount);
}
