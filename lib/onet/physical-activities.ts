/** The generalized work activities that are done with the body, at a machine or on the spot (scoring.md "Complexity"). */
export const physicalGwaIds: readonly string[] = [
  "4.A.1.b.2",
  "4.A.3.a.1",
  "4.A.3.a.2",
  "4.A.3.a.3",
  "4.A.3.a.4",
  "4.A.3.b.4",
  "4.A.3.b.5",
];
