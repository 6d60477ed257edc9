// What a visitor has asked of the whole system holds here too: their own
// colours, more contrast, no motion, large type, very large screens.
import type { Page } from "@playwright/test";
import { faults } from "./lib/axe";
import { expect, started, test } from "./lib/lookback";
import { after, go, withSample } from "./lib/screens";

test.describe.configure({ timeout: 180_000 });

async function show(page: Page, name: string): Promise<void> {
  await after.find((screen) => screen.name === name)?.show(page);
}

// The computed value of a property for all elements that are shown.
function computed(page: Page, selector: string, property: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll(
      (all, name) => all.map((one) => getComputedStyle(one).getPropertyValue(name)),
      property,
    );
}

test.describe("with the visitor's own colours", () => {
  test.use({ contextOptions: { forcedColors: "active" } });

  test("what a picture says by colour alone is drawn in the colour of text", async ({
    lookback: page,
  }) => {
    await withSample(page);
    const [text] = await computed(page, "body", "color");
    const [ground] = await computed(page, "body", "background-color");
    expect(text).not.toBe(ground);
    await show(page, "a finding with unit values");
    for (const mark of [".dot", ".outlier"]) {
      expect(new Set(await computed(page, `.unit-values ${mark}`, "fill")), mark).toEqual(
        new Set([text]),
      );
    }
    expect(await computed(page, ".plot .band", "fill")).toEqual([ground]);
    expect(await computed(page, ".plot .band", "stroke")).toEqual([text]);
    expect(await computed(page, ".plot .median", "stroke")).toEqual([text]);
    await show(page, "a finding with a code timeline");
    expect(new Set(await computed(page, ".timeline .mark", "fill"))).toEqual(new Set([text]));
    // Grounds hide nothing that is drawn on them.
    await show(page, "a finding with a calendar");
    expect(new Set(await computed(page, ".calendar .box", "fill"))).toEqual(new Set(["none"]));
    await go(page, "#results");
    const grounds = new Set(await computed(page, ".share .ground", "fill"));
    expect(grounds).toEqual(new Set([ground]));
    expect(new Set(await computed(page, ".share .bar", "fill"))).toEqual(new Set([text]));
  });

  test("what can be pressed has an edge", async ({ lookback: page }) => {
    await started(page);
    for (const side of ["top", "left"]) {
      const edges = await computed(page, ".button", `border-${side}-style`);
      expect(edges.length).toBeGreaterThan(0);
      expect(new Set(edges)).toEqual(new Set(["solid"]));
    }
  });
});

test.describe("with more contrast", () => {
  test.use({ contextOptions: { contrast: "more", reducedMotion: "reduce" } });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`every text has seven to one, ${colorScheme}`, async ({ lookback: page }) => {
      await page.emulateMedia({ colorScheme });
      await started(page);
      expect(await faults(page, ["color-contrast-enhanced"])).toEqual([]);
      await withSample(page);
      await go(page, "#results");
      expect(await faults(page, ["color-contrast-enhanced"])).toEqual([]);
      await show(page, "a finding with unit values");
      expect(await faults(page, ["color-contrast-enhanced"])).toEqual([]);
    });
  }
});

test("without motion nothing moves, and with it something does", async ({ lookback: page }) => {
  await started(page);
  const moving = () => computed(page, ".button", "transition-duration");
  expect((await moving()).some((duration) => !/^0s(, 0s)*$/.test(duration))).toBe(true);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect((await moving()).every((duration) => /^0s(, 0s)*$/.test(duration))).toBe(true);
  await withSample(page);
  await go(page, "#results");
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test.describe("at 320 px, which is 400 % of 1280", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("every screen of the results fits, pictures and all", async ({ lookback: page }) => {
    await withSample(page);
    for (const screen of after) {
      await screen.show(page);
      const widths = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      });
      expect(widths[0], screen.name).toBeLessThanOrEqual(widths[1]);
    }
  });
});

test.describe("on a screen of 3840 px", () => {
  test.use({ viewport: { width: 3840, height: 2160 } });

  test("type grows, and lines stay short enough to read", async ({ lookback: page }) => {
    await withSample(page);
    await show(page, "a finding with a code timeline");
    const root = await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    expect(root).toBeGreaterThanOrEqual(20);
    // No more than some ninety letters a line.
    const longest = await page.locator("#content p:visible").evaluateAll((all) =>
      Math.max(
        ...all.map((one) => {
          const range = document.createRange();
          range.selectNodeContents(one);
          const width = range.getBoundingClientRect().width;
          return width / parseFloat(getComputedStyle(one).fontSize);
        }),
      ),
    );
    expect(longest).toBeLessThan(60);
  });
});
