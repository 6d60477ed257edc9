// The whole self-assessment with the keyboard alone.
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";

// Presses Tab until the focus is on what has this name, as a person would.
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const labels = (element as HTMLInputElement | null)?.labels;
      return (labels?.[0]?.textContent ?? element?.textContent ?? "").trim();
    });
    if (name.test(here)) {
      return;
    }
  }
  throw new Error(`no ${name} within 200 presses of Tab`);
}

async function heading(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();
}

test("from the first screen to the brief, without a mouse", async ({ lookback: page }) => {
  test.setTimeout(120_000);
  await started(page);

  // The skip link comes first and goes to the content.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();

  await tabTo(page, /^Try it with a sample importer$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
  await tabTo(page, /^See the results$/);
  await page.keyboard.press("Enter");
  await heading(page, "What an auditor would ask about");

  // Narrow the list down, open the first finding, and read on in its rows.
  await tabTo(page, /^Search by product/);
  await page.keyboard.type("BG-7710");
  await tabTo(page, /^BG-7710$/);
  await page.keyboard.press("Enter");
  await heading(page, "BG-7710");
  await tabTo(page, /^How each figure comes about$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Loss of duties and fees/);
  await page.keyboard.press("Enter");
  await expect(page.locator("details.figure[open]").first()).toBeVisible();

  // Back is the browser's own, and leads to where the list was left.
  await page.goBack();
  await expect(page.locator(".findings a").first()).toBeFocused();
  await expect(page.getByRole("searchbox")).toHaveValue("BG-7710");

  // Answer a question, and see the results again.
  await page.evaluate(() => {
    location.hash = "#questions";
  });
  await heading(page, "A few questions");
  await tabTo(page, /^In the last 5 years/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^A seizure/);
  await page.keyboard.press("ArrowDown");
  await tabTo(page, /^See the results with these answers$/);
  await page.keyboard.press("Enter");
  await heading(page, "What an auditor would ask about");

  await tabTo(page, /^Take the results with you$/);
  await page.keyboard.press("Enter");
  await heading(page, "Take it with you");
  await tabTo(page, /^Save as JSON$/);
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^lookback-.*\.json$/);

  await tabTo(page, /^Forget everything$/);
  await page.keyboard.press("Enter");
  await heading(page, /auditor ask about your imports/);
});
