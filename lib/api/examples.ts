/** Bodies for the document, by operation. Nobody's data: the person is made up and says so. */
export const examples: Readonly<Record<string, unknown>> = {
  importProfiles: {
    externalId: "example-1",
    purpose: "Succession planning",
    retainUntil: "2027-12-31",
    content: {
      name: "Example Person",
      currentTitle: "Head of Platforms",
      experience: [
        {
          title: "Head of Platforms",
          company: "Example Company",
          startYear: 2021,
          isCurrent: true,
          description: "Moved forty services to one platform and halved its cost.",
        },
      ],
      skills: ["Platform engineering"],
    },
  },
  scoreProfile: { prompt: "Judge how well this person could lead a platform group.", temperature: 0 },
  scoreProfileByTemplate: { role: "cto" },
  requestBatch: {
    selection: { query: "", isUnscored: true },
    role: "cto",
    budgetUsd: 5,
  },
};
