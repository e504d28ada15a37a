/** Shortcuts of one letter can be switched off (WCAG 2.1.4); kept in a cookie, so that the next page knows. */
export const singleKeysCookie = "single-keys";
const oneYearSeconds = 31_536_000;

export function areKeysOn(cookie: string | undefined): boolean {
  return cookie !== "off";
}

export function keepKeys(areOn: boolean): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${singleKeysCookie}=${areOn ? "on" : "off"}; path=/; max-age=${oneYearSeconds}; samesite=lax`;
}
