/** The source of a session that chose none: GPT-4's labels of O*NET tasks, beta (scoring.md). */
export const defaultExposureSource = "eloundou-gpt4-beta";
