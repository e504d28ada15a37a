import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Nothing for axe to find on the page as it stands, and on what is open above it. */
export async function expectAccessible(page: Page): Promise<void> {
  // A colour half way between two is nobody's: what fades or changes its theme is waited for, what turns for ever is not.
  await page.evaluate(() => {
    const isPassing = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    const ends = document
      .getAnimations()
      .filter(isPassing)
      .map((animation) => animation.finished);
    return Promise.allSettled(ends).then(() => undefined);
  });
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
  expect(found, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}
