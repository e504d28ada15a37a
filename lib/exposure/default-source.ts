/** The source of a session whose organization chose none: our own blend (docs/exposure-blend.md). */
export const defaultExposureSource = "opportune";
