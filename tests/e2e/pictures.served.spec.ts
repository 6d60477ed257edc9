// The pictures say the same as the tables behind them, and in words.
import type { Page } from "@playwright/test";
import { expect, test } from "./lib/lookback";
import { after, go, withSample } from "./lib/screens";

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

// A dollar amount as the page writes it.
const dollars = (text: string) => Number(text.replace(/[$,]/g, ""));

test("what is marked as outside the usual range is outside it, and nothing else is", async ({
  lookback: page,
}) => {
  const figure = await picture(page, "unit values");
  const range = await figure.locator(".legend").getByText(/^usual range/).innerText();
  const [low, high] = [...range.matchAll(/\$[\d,.]+/g)].map(([amount]) => dollars(amount));
  const rows = await figure.locator("tbody tr").allInnerTexts();
  const marked = rows.filter((row) => row.includes("outside the usual range"));
  expect(marked.length).toBeGreaterThan(0);
  expect(await figure.locator(".plot .outlier").count()).toBe(marked.length);
  expect(await figure.locator(".plot .dot").count()).toBe(rows.length - marked.length);
  for (const row of rows) {
    const value = dollars(row.split("\t")[1]);
    expect(value < low || value > high, row).toBe(marked.includes(row));
  }
});

test("what lies beyond the days compared is a ring, and is called nothing else", async ({
  lookback: page,
}) => {
  await withSample(page);
  await go(page, "#results");
  await page.getByRole("searchbox").fill("Drop after a tariff");
  await page.locator(".findings a").first().click();
  const figure = page.locator("figure.picture");
  await figure.getByText("The same as a table").click();
  const rows = await figure.locator("tbody tr").allInnerTexts();
  const apart = rows.filter((row) => row.includes("too long before or after"));
  expect(apart.length).toBeGreaterThan(0);
  expect(await figure.locator(".plot .dot.apart").count()).toBe(apart.length);
  const since = rows.filter((row) => row.includes("since the price fell"));
  expect(await figure.locator(".plot .outlier").count()).toBe(since.length);
});

test("a month's box holds the share that the table has", async ({ lookback: page }) => {
  const figure = await picture(page, "months");
  const drawn = (await figure.locator(".in-box").allTextContents()).sort();
  const shares = (await figure.locator("tbody td.number:nth-of-type(1)").allInnerTexts())
    .map((share) => Math.round(parseFloat(share)))
    .filter((share) => share > 0)
    .map(String)
    .sort();
  expect(drawn.length).toBeGreaterThan(0);
  expect(drawn).toEqual(shares);
});

test("rows of a day are marks in lanes", async ({ lookback: page }) => {
  const figure = await picture(page, "lanes");
  const rows = await figure.locator("tbody tr").count();
  expect(await figure.locator(".lane").count()).toBeGreaterThan(1);
  expect(await figure.locator(".lane .mark").count()).toBe(rows);
});

test("the longest bar of a grid is the largest amount", async ({ lookback: page }) => {
  await withSample(page);
  await after.find((screen) => screen.name === "a finding with a grid")?.show(page);
  const cells = page.locator(".grid-picture td", { has: page.locator(".share") });
  const bars = await cells.evaluateAll((all) =>
    all.map((cell) => [
      Number(cell.textContent?.replace(/[$,]/g, "")),
      parseFloat(cell.querySelector(".bar")?.getAttribute("width") ?? ""),
    ]),
  );
  expect(bars.length).toBeGreaterThan(1);
  const largest = Math.max(...bars.map(([amount]) => amount));
  for (const [amount, width] of bars) {
    expect(width).toBeCloseTo((100 * amount) / largest, 1);
  }
});
