// What axe finds wrong with a screen by the rules of WCAG 2.0 to 2.2, levels A
// and AA, and by its best practices.
//
// axe is put into the page once and called there: the page is one document
// whose screens follow its hash, and asking anew for each costs more than looking.
import type { Page } from "@playwright/test";
import axe from "axe-core";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// One line for each fault: the rule, and the element that is at fault. By these
// rules alone, where some are named.
export async function faults(page: Page, rules?: string[]): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.evaluate(axe.source);
  }
  const runOnly = rules ? { type: "rule", values: rules } : { type: "tag", values: levels };
  return page.evaluate(async (asked) => {
    const { run } = (window as unknown as { axe: typeof import("axe-core") }).axe;
    const { violations } = await run({
      runOnly: asked as import("axe-core").RunOnly,
      resultTypes: ["violations"],
      iframes: false,
      preload: false,
    });
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  }, runOnly);
}
