import { z } from "zod";
import { type ApiScope, apiScopes } from "@/db/enums";

/** What the form offers; `never` is a choice of its own, so that nobody forgets to make one. */
export const keyLifetimes = ["30", "90", "365", "never"] as const;
export type KeyLifetime = (typeof keyLifetimes)[number];

/** One checkbox posts a plain text, several a list. */
const Scopes = z.preprocess(
  (given) => (typeof given === "string" ? [given] : given),
  z
    .array(z.enum(apiScopes), { error: "Choose at least one thing the key may do." })
    .min(1, "Choose at least one thing the key may do."),
);

export const CreateApiKeyInput = z.strictObject({
  name: z
    .string()
    .transform((text) => text.normalize("NFC").trim())
    .pipe(
      z
        .string()
        .min(1, "Write what the key is for.")
        .max(80, "Use at most 80 characters.")
        .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, "Use one line of plain text."),
    ),
  scopes: Scopes,
  lifetime: z.enum(keyLifetimes, { error: "Choose how long the key is good for." }),
});

export const ApiKeyInput = z.strictObject({ apiKeyId: z.uuid() });

/** Shown once, to be handed on; only its hash is stored. */
export interface NewApiKey {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export const keyStates = ["usable", "expired", "revoked", "orphaned"] as const;

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly ApiScope[];
  readonly creatorName: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  /** `orphaned`: who made it is no longer a member, so nobody's rights stand behind it. */
  readonly state: (typeof keyStates)[number];
}
