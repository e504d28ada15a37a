/** Where an activity's exposure came from, finest first; `typed` by a person, for an own activity. */
export type ActivityExposureLevel = "typed" | "override" | "task" | "dwa" | "iwa" | "gwa";

/** `weighted` by O*NET importance and typed shares; `simple` gives every selected activity the same share. */
export const shareModes = ["weighted", "simple"] as const;
export type ShareMode = (typeof shareModes)[number];
