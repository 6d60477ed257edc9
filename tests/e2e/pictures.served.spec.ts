// The pictures say the same as the tables behind them, and in words.
import type { Page } from "@playwright/test";
import { expect, test } from "./lib/lookback";
import { after, withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

async function picture(page: Page, name: string) {
  await withSample(page);
  await after.find((screen) => screen.name === `a finding with ${name}`)?.show(page);
  const figure = page.locator("figure.picture");
  await expect(figure.locator("figcaption")).not.toBeEmpty();
  await figure.getByText("The same as a table").click();
  return figure;
}

test("corrections stand on a calendar", async ({ lookback: page }) => {
  const figure = await picture(page, "a calendar");
  await expect(figure.getByRole("img", { name: /^Corrections filed in \d+ months?$/ })).toBeVisible();
  const drawn = await figure.locator(".in-box").allTextContents();
  const table = await figure.locator("tbody td.number").allInnerTexts();
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn).toEqual(table);
});

test("what a file holds stands beside its boxes", async ({ lookback: page }) => {
  const figure = await picture(page, "a checklist");
  const drawn = await figure.locator(".checklist li .quiet").allInnerTexts();
  const table = await figure.locator("tbody td").allInnerTexts();
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn).toEqual(table);
  for (const word of drawn) {
    expect(["yes", "partly", "no", "not stated"]).toContain(word);
  }
});
