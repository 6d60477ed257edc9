// Every screen at three widths and in both colour schemes: nothing that axe
// knows to be a fault by WCAG 2.2 AA, and nothing wider than the window.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { after, before, type Screen, withSample } from "./lib/screens";

const levels = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const rules = (page: Page) => new AxeBuilder({ page }).withTags(levels);
const contrast = (page: Page) => new AxeBuilder({ page }).withRules(["color-contrast"]);

// What is wrong with the screen as it is now.
async function faults(page: Page, looked: AxeBuilder): Promise<string[]> {
  const { violations } = await looked.analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return wider > 0 ? [...found, `the page is ${wider} px wider than the window`] : found;
}

async function walk(
  page: Page,
  screens: Screen[],
  look: (page: Page) => AxeBuilder,
): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const screen of screens) {
    await screen.show(page);
    const found = await faults(page, look(page));
    if (found.length > 0) {
      all[screen.name] = found;
    }
  }
  return all;
}

test.describe.configure({ timeout: 240_000 });

for (const width of [390, 768, 1440]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } });

    test("no screen has a fault", async ({ lookback }) => {
      await started(lookback);
      expect(await walk(lookback, before, rules)).toEqual({});
      await withSample(lookback);
      expect(await walk(lookback, after, rules)).toEqual({});
    });
  });
}

// The dark colours are other colours in the same places.
test.describe("in the dark", () => {
  test.use({ colorScheme: "dark", viewport: { width: 1280, height: 900 } });

  test("every text stands out", async ({ lookback }) => {
    await started(lookback);
    expect(await walk(lookback, before, contrast)).toEqual({});
    await withSample(lookback);
    expect(await walk(lookback, after, contrast)).toEqual({});
  });
});

test.describe("at 320 px, which is 400 % of 1280", () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test("nothing is wider than the window, in the longer pseudo-language too", async ({
    page,
    address,
  }) => {
    await page.goto(`${address}#pseudo`);
    await withPseudoSample(page);
    for (const screen of ["#start", "#drop", "#read", "#questions", "#results", "#papers/readiness", "#papers/files", "#take-away"]) {
      await page.evaluate((to) => {
        location.hash = to;
      }, screen);
      await expect(page.locator("#content h1")).toContainText("~x");
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, screen).toBeLessThanOrEqual(0);
    }
  });
});

// In the pseudo-language the names of things are not those that we know.
async function withPseudoSample(page: Page): Promise<void> {
  await started(page);
  await page.locator(".hero button.button").click();
  await expect(page.locator(".done a.button")).toBeVisible({ timeout: 60_000 });
}
