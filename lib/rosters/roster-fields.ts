/** What a roster column can feed. Everything else in a file is ignored, names of people always. */
export const rosterFields = [
  "title",
  "department",
  "line_of_business",
  "location",
  "headcount",
  "employee_id",
] as const;
