// Makes the pictures of the README's gallery, docs/screenshots/*.png:
//
//   LOOKBACK_GALLERY=1 LOOKBACK_SOAK=1 npx playwright test gallery
import { statSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

const folder = path.resolve(__dirname, "../../docs/screenshots");

test.use({ viewport: { width: 900, height: 900 } });
test.skip(!process.env.LOOKBACK_GALLERY, "made by hand, when screens have changed");

async function finding(page: Page, title: string): Promise<void> {
  await go(page, "#results");
  await page.getByRole("searchbox").fill(title);
  await page.locator(".findings a").first().click();
  await expect(page.locator(".sheet")).toBeVisible();
}

test("the gallery", async ({ lookback: page }) => {
  test.setTimeout(240_000);
  const shoot = async (name: string, height: number) => {
    await page.evaluate(() => scrollTo(0, 0));
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({
      path: file,
      fullPage: true,
      clip: { x: 0, y: 0, width: 900, height },
    });
    // A gallery that nobody waits for.
    expect(statSync(file).size, name).toBeLessThan(150 * 1024);
  };
  // The day that the sample was made for: on others a deadline is so near that
  // the results begin with that alone.
  await page.clock.setFixedTime(new Date("2026-11-24T12:00:00"));
  await page.reload();
  await started(page);
  await go(page, "#start");
  await shoot("start", 860);
  await go(page, "#drop");
  await shoot("files", 860);
  await withSample(page);
  await shoot("read", 860);
  await go(page, "#questions");
  await shoot("questions", 880);
  await go(page, "#results");
  await shoot("results", 880);
  await finding(page, "One product, several");
  await shoot("finding", 880);
  await finding(page, "Unit value away");
  await shoot("unit-values", 880);
  await go(page, "#papers/readiness");
  await shoot("readiness", 860);
  await go(page, "#papers/files");
  await expect(page.locator(".file-grid")).toBeVisible();
  await shoot("compliance-files", 860);
  await go(page, "#papers/disclosure");
  await expect(page.locator(".paper")).toBeVisible();
  await shoot("disclosure-worksheet", 880);
  await go(page, "#take-away");
  await shoot("take-away", 880);
  await go(page, "#rulebook");
  await shoot("rulebook", 880);
  await go(page, "#privacy");
  await shoot("privacy", 860);
});
