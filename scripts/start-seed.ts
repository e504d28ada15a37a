import type { DemoSignIn } from "@/lib/orgs/demo-sign-ins";
import { ensureFirstAdminLink } from "@/lib/orgs/mutations/create-first-admin";
import { seedDemo } from "@/lib/orgs/mutations/seed-demo";
import { listDemoSignIns } from "@/lib/orgs/queries";
import { sweepHouseTemplates } from "@/lib/scoring/mutations/sweep-house-templates";

export interface Seeded {
  /** Empty without the demo, and once an admin has removed it. */
  readonly demoSignIns: readonly DemoSignIn[];
  /** The page where the first admin makes their account; null once there is one. */
  readonly firstAdminLink: string | null;
}

/** What a fresh installation needs to be entered. Changes nothing the second time, apart from the link. */
export async function seedInstallation(options: { readonly isDemo: boolean }): Promise<Seeded> {
  if (options.isDemo) await seedDemo();
  await sweepHouseTemplates();
  return { demoSignIns: await listDemoSignIns(), firstAdminLink: await ensureFirstAdminLink() };
}
