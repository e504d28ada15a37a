import { type ProfileVariant, profileVariants } from "@/db/enums";
import { variantOf } from "@/lib/profiles/counterfactual";
import type { ProfileContent } from "@/lib/profiles/schema";
import { serializeProfile } from "@/lib/profiles/serialize-profile";

export type TwinVariant = Exclude<ProfileVariant, "original">;
export const twinVariants = profileVariants.filter((variant) => variant !== "original");

/**
 * What a swap does to what the model reads. `absent`: there is nothing to swap; `identical`: it reads the same to the
 * letter, as what was swapped is hidden from it, so the twin cannot be scored otherwise.
 */
export type TwinText = "different" | "identical" | "absent";

export interface TwinCounts {
  readonly variant: TwinVariant;
  readonly different: number;
  readonly identical: number;
  readonly absent: number;
}

export function twinText(content: ProfileContent, variant: TwinVariant, isBlind: boolean): TwinText {
  const twin = variantOf(content, variant);
  if (!twin) return "absent";
  const textOf = (profile: ProfileContent) => serializeProfile(profile, { isBlind }).text;
  return textOf(twin) === textOf(content) ? "identical" : "different";
}

export function countTwins(contents: readonly ProfileContent[], isBlind: boolean): TwinCounts[] {
  return twinVariants.map((variant) => {
    const texts = contents.map((content) => twinText(content, variant, isBlind));
    const count = (wanted: TwinText) => texts.filter((text) => text === wanted).length;
    return {
      variant,
      ...{ different: count("different"), identical: count("identical"), absent: count("absent") },
    };
  });
}
