import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { inOrg } from "@/db/client";
import { mintOrgId } from "@/lib/auth/org-id";
import { rightsOf } from "@/lib/auth/rights";
import { requestJob } from "@/lib/jobs/mutations/request-job";

// The asking side of bench/outbox-kills.ts: `ask-for-items.ts <organization> <user> <session> <file>`. Writes down what it
// is about to ask for, asks for it, and takes every second one back. Goes on until it is killed.

const [orgId = "", userId = "", sessionId = "", file = ""] = process.argv.slice(2);
const ctx = {
  orgId: mintOrgId(orgId),
  actor: { kind: "user", userId } as const,
  rights: rightsOf("admin", false),
  requestId: randomUUID(),
};

class TakenBack extends Error {}

for (let count = 0; ; count += 1) {
  const subjectId = randomUUID();
  const isTakenBack = count % 2 === 1;
  appendFileSync(file, `${subjectId} ${isTakenBack ? "rollback" : "commit"}\n`);
  await inOrg(ctx, async (tx) => {
    await requestJob(tx, ctx, { kind: "analysis.run", sessionId, subjectId });
    if (isTakenBack) throw new TakenBack();
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  await pause(Math.random() * 30);
}
