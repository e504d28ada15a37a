import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function findViolations(page: Page): Promise<string[]> {
  // A colour half way between two is nobody's: what fades or changes its theme is waited for, what turns for ever is not.
  await page.evaluate(() => {
    const isPassing = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    const ends = document
      .getAnimations()
      .filter(isPassing)
      .map((animation) => animation.finished);
    return Promise.allSettled(ends).then(() => undefined);
  });
  // There are no frames of other origins, so the page can sum up itself, and what passes is nobody's concern.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.withTags(rules).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/**
 * Nothing for axe to find on the page as it stands, and on what is open above it. A page that was caught in the middle
 * of a change, such as a notice that comes up, is looked at again.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect
    .poll(() => findViolations(page), {
      message: `axe on ${new URL(page.url()).pathname}`,
      timeout: 15_000,
    })
    .toEqual([]);
}
