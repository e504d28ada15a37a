/** Longest answer of the cheap look before a scoring. */
export const gateTokens = 500;
