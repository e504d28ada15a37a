import { asSystem } from "@/db/client";
import { scoringPoints } from "@/db/schema";
import { makeProfile, makeScoringJob } from "@/db/testing/scoring-factories";
import { generalTemplate } from "@/lib/scoring/house/general";
import { organizationCalled } from "./organization-set-up";
import type { StubAnswer } from "./stubs/model-stub";

/** People with a line each that stands in nobody else's profile, for the stub to know them by. */
export async function arrangeProfiles(
  organization: string,
  people: readonly { readonly name: string; readonly line: string }[],
): Promise<readonly string[]> {
  return asSystem("e2e: arrange", async (tx) => {
    const { orgId } = await organizationCalled(tx, organization);
    const ids: string[] = [];
    for (const { name, line } of people) {
      const content = {
        about: line,
        experience: [
          { title: "Head of platform", company: "Northbank", startYear: 2019, isCurrent: true },
          { title: "Engineer", company: "Southgate", startYear: 2011, endYear: 2019 },
        ],
        skills: ["TypeScript", "PostgreSQL"],
      };
      ids.push((await makeProfile(tx, { orgId, name, content })).id);
    }
    return ids;
  });
}

/** Results that wait for a decision: too little evidence for one, a text that spoke to the model for the other. */
export async function arrangeUndecided(organization: string, names: readonly string[]): Promise<void> {
  const quote = "Led a team of forty.";
  await asSystem("e2e: arrange", async (tx) => {
    const { orgId, adminId } = await organizationCalled(tx, organization);
    for (const [index, name] of names.entries()) {
      const { id: profileId } = await makeProfile(tx, { orgId, name });
      const job = await makeScoringJob(tx, {
        ...{ orgId, profileId, requestedBy: adminId },
        rubric: { name: generalTemplate.name, role: "general", body: generalTemplate.body },
        ...{ startedAt: new Date(), completedAt: new Date(), profileText: `About\n${quote} Cut costs.` },
        ...{ overall: 7.3, overallShare: 0.73, outcome: "undetermined" },
        ...{ flags: ["injection"], disagreement: 0.9 - index / 10, totalTokens: 900, costNanos: 2_000_000 },
      });
      await tx.insert(scoringPoints).values(
        generalTemplate.body.criteria.map(({ key, label, weight }, position) => ({
          ...{ orgId, jobId: job.id, position, key, label, weight, points: 7.3, quote },
          ...{ quoteStart: 6, quoteEnd: 6 + quote.length, rationale: "It says so." },
        })),
      );
    }
  });
}

/** What the model's server answers to the next requests that hold this text. */
export async function scriptModel(match: string, ...answers: StubAnswer[]): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${process.env.E2E_MODEL_PORT}/script`, {
    method: "POST",
    body: JSON.stringify({ match, answers }),
  });
  if (!response.ok) throw new Error(`The stub refused the script: ${response.status}`);
}
