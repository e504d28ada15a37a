import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";
import { describeIssues, Environment, variables } from "./env-variables";

/**
 * `next build` imports every route on a machine that need have neither database nor secrets. Nothing of this is
 * kept: the modules are evaluated again, and checked, when the server starts.
 */
const buildStandIns =
  process.env.NEXT_PHASE === "phase-production-build"
    ? {
        DATABASE_URL: "postgres://none:none@127.0.0.1:1/none",
        DATABASE_SYSTEM_URL: "postgres://none:none@127.0.0.1:1/none",
        NEXTAUTH_URL: "http://127.0.0.1:3000",
        NEXTAUTH_SECRET: "0123456789-no-session-of-a-build",
      }
    : {};

/** The checked environment. All faults are told at once, when the first module asks. */
export const env = createEnv({
  server: variables,
  experimental__runtimeEnv: {},
  createFinalSchema: () => z.preprocess((given: object) => ({ ...buildStandIns, ...given }), Environment),
  emptyStringAsUndefined: true,
  onValidationError: (issues) => {
    throw new Error(describeIssues(issues));
  },
});
