import { randomBytes, randomUUID } from "node:crypto";
import type { Tx } from "../client";
import { profiles, profileVersions, scoringJobs, scoringTemplates, scoringTemplateVersions } from "../schema";
import { makeUser } from "./factories";

// As in factories.ts: each takes the transaction and overrides, makes the parents that were not given, returns the row.

type Tenant<Insert extends { orgId: string }> = Partial<Insert> & Pick<Insert, "orgId">;

const unique = () => randomBytes(5).toString("hex");
const hash = () => randomBytes(32).toString("hex");

function only<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error("The insert returned no row.");
  return row;
}

/** A profile with its first version; `content` need only name what the test is about. */
export async function makeProfile(tx: Tx, values: Tenant<typeof profiles.$inferInsert>) {
  const name = values.name ?? `Person ${unique()}`;
  const content = { name, ...(values.content as object | undefined) };
  const profile = only(
    await tx
      .insert(profiles)
      .values({
        externalId: `person-${unique()}`,
        contentHash: hash(),
        source: "api",
        purpose: "Succession planning",
        retainUntil: "2099-12-31",
        ...values,
        name,
        content,
      })
      .returning(),
  );
  await tx.insert(profileVersions).values({
    orgId: profile.orgId,
    profileId: profile.id,
    version: profile.version,
    content,
    contentHash: profile.contentHash,
    source: profile.source,
    createdBy: randomUUID(),
  });
  return profile;
}

/** The smallest sound `TemplateBody`, on a scale from 0 to 10. */
export const plainTemplateBody = {
  instructions: "Judge what the profile shows.",
  scale: { min: 0, max: 10 },
  criteria: [
    {
      key: "depth",
      label: "Depth",
      description: "Experience in the field.",
      weight: 1,
      anchors: [
        { points: 0, text: "None shown." },
        { points: 10, text: "Led the field for years." },
      ],
    },
  ],
  thresholds: { pass: 6, strong: 8 },
  minCoverage: 0.5,
  gate: null,
  model: null,
  temperature: 0,
  maxTokens: 1_000,
};

/** A template with its first version published. */
export async function makeTemplate(
  tx: Tx,
  values: Tenant<typeof scoringTemplates.$inferInsert>,
  body: object = plainTemplateBody,
) {
  const template = only(
    await tx
      .insert(scoringTemplates)
      .values({ name: `Template ${unique()}`, role: "general", publishedVersion: 1, ...values })
      .returning(),
  );
  await tx
    .insert(scoringTemplateVersions)
    .values({ orgId: template.orgId, templateId: template.id, version: 1, body, bodyHash: hash() });
  return template;
}

/** A pending job of a free prompt; tests that are about templates name one. */
export async function makeScoringJob(tx: Tx, values: Tenant<typeof scoringJobs.$inferInsert>) {
  const { orgId } = values;
  const profileId = values.profileId ?? (await makeProfile(tx, { orgId })).id;
  const requestedBy = values.requestedBy ?? (await makeUser(tx)).id;
  return only(
    await tx
      .insert(scoringJobs)
      .values({
        profileVersion: 1,
        source: values.templateId ? "template" : "prompt",
        rubric: { name: "Plain", role: "general", body: plainTemplateBody },
        prompt: "Judge what the profile shows.",
        profileText: "Profile",
        profileHash: hash(),
        promptVersion: "1",
        serializerVersion: "1",
        requestedModel: "gpt-4o-mini",
        parameters: { temperature: 0, maxTokens: 1_000 },
        inputHash: hash(),
        estimateNanos: 1_000_000,
        requestId: randomUUID(),
        scaleMin: 0,
        scaleMax: 10,
        ...values,
        profileId,
        requestedBy,
      })
      .returning(),
  );
}
