// Every screen at three widths, in light and in dark: nothing that axe knows to
// be a fault by WCAG 2.2 AA, and nothing wider than the window.
import type { Page } from "@playwright/test";
import { faults } from "./lib/axe";
import { expect, started, test } from "./lib/lookback";
import { after, before, type Screen, withSample } from "./lib/screens";

// What is wrong with these screens as the window is now, by scheme and name.
// Each is shown once and looked at twice: showing costs as much as looking.
async function walk(page: Page, screens: Screen[]): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const screen of screens) {
    await screen.show(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = [...(await faults(page)), ...(await wider(page))];
      if (found.length > 0) {
        all[`${screen.name}, ${colorScheme}`] = found;
      }
    }
  }
  return all;
}

async function wider(page: Page): Promise<string[]> {
  const by = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  return by > 0 ? [`the page is ${by} px wider than the window`] : [];
}

// Colours change at once, so that none is judged on its way.
test.use({ contextOptions: { reducedMotion: "reduce" } });
test.describe.configure({ timeout: 400_000 });

for (const width of [390, 768, 1440]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 900 } });

    test("no screen has a fault, in light or in dark", async ({ lookback }) => {
      await started(lookback);
      expect(await walk(lookback, before)).toEqual({});
      await withSample(lookback);
      expect(await walk(lookback, after)).toEqual({});
    });
  });
}

test.describe("at 320 px, which is 400 % of 1280", () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test("nothing is wider than the window, in the longer pseudo-language too", async ({
    page,
    address,
  }) => {
    await page.goto(`${address}#pseudo`);
    await withPseudoSample(page);
    for (const screen of [
      "#start",
      "#drop",
      "#read",
      "#questions",
      "#results",
      "#papers/readiness",
      "#papers/files",
      "#take-away",
    ]) {
      await page.evaluate((to) => {
        location.hash = to;
      }, screen);
      await expect(page.locator("#content h1")).toContainText("~x");
      expect(await wider(page), screen).toEqual([]);
    }
  });
});

// In the pseudo-language the names of things are not those that we know.
async function withPseudoSample(page: Page): Promise<void> {
  await started(page);
  await page.locator(".hero button.button").click();
  await expect(page.locator(".done a.button")).toBeVisible({ timeout: 60_000 });
}
