/** Which layer decided about an activity: the default rule, a choice for the occupation or one for the role. */
export const choiceLayers = ["default", "occupation", "role"] as const;
export type ChoiceLayer = (typeof choiceLayers)[number];

/** Where an activity's exposure came from, finest first; `typed` by a person, for an own activity. */
export const activityExposureLevels = ["typed", "override", "task", "dwa", "iwa", "gwa"] as const;
export type ActivityExposureLevel = (typeof activityExposureLevels)[number];

/** `weighted` by O*NET importance and typed shares; `simple` gives every selected activity the same share. */
export const shareModes = ["weighted", "simple"] as const;
export type ShareMode = (typeof shareModes)[number];
