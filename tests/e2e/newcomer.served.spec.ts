// What made people hesitate who met the page for the first time, and what was
// mended: docs/page-measurements.md, "Tried as a new user would".
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

const ENTRIES =
  "Entry No,Line,Part,HTS,Country of Origin,Value,Duty,Entry Date\n" +
  "ABC12345676,1,PX10,8471300100,CN,500.00,0.00,03/02/2026\n" +
  "ABC12345684,1,PX10,8471300100,CN,700.00,0.00,03/09/2026\n";

async function bring(page: Page, ...files: [string, string][]): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#drop";
  });
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(
      files.map(([name, text]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) })),
    );
}

// How much of the window's width something goes beyond.
function beyond(page: Page, selector: string): Promise<number[]> {
  return page
    .locator(selector)
    .evaluateAll((all) =>
      all.map((one) => Math.max(0, one.getBoundingClientRect().right - window.innerWidth)),
    );
}

test("the date on a form of CBP gives the day to answer, before there is any file", async ({
  page,
  address,
}) => {
  await page.clock.setFixedTime(new Date("2026-11-24T12:00:00"));
  await page.goto(address);
  await started(page);
  const message = page.locator(".urgent");
  const date = page.getByLabel("Date on the form");
  await expect(date).toHaveCount(0);
  await page.getByLabel(/^A CF-28 on one/).check();
  await expect(message).toContainText("Give the date on the form");
  await date.fill("2026-11-10");
  await date.blur();
  await expect(message.locator(".urgent-date")).toHaveText(/^A deadline runs: Dec 10, 2026\./);
  await page.getByLabel(/^A CF-29 on one/).check();
  await date.nth(1).fill("2026-11-12");
  await date.nth(1).blur();
  await expect(message.locator(".urgent-date")).toHaveText(/^A deadline runs: Dec 2, 2026\./);

  // The same from the assessment, and in sight on arrival.
  await bring(page, ["lines.csv", ENTRIES]);
  await page.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await expect(message.locator(".urgent-date")).toHaveText(/^A deadline runs: Dec 2, 2026\./);
  await expect(message.getByRole("heading")).toBeInViewport();
  await expect(page.locator(".strip")).toHaveCount(0);

  await go(page, "#start");
  await page.getByLabel(/^A CF-29 on one/).uncheck();
  await expect(message.locator(".urgent-date")).toHaveText(/^A deadline runs: Dec 10, 2026\./);
  await page.getByLabel(/^A CF-28 on one/).uncheck();
  await expect(date).toHaveCount(0);
});

test("a date of the sample's that is near is an example, beside its results", async ({
  page,
  address,
}) => {
  // On this day a protest of the sample's is due on the next.
  await page.clock.setFixedTime(new Date("2026-12-01T12:00:00"));
  await page.goto(address);
  await withSample(page);
  await go(page, "#results");
  await expect(page.locator(".urgent.example")).toContainText("An example");
  await expect(page.locator(".strip")).toBeVisible();
  await expect(page.locator(".summary")).toBeVisible();
});

test("the results begin with the answer in short", async ({ lookback: page }) => {
  await withSample(page);
  await go(page, "#results");
  const short = page.locator(".in-short");
  const all = Number((await short.locator("p").first().innerText()).match(/^\d+/)?.[0]);
  const graded = await short.locator("li").allInnerTexts();
  const sum = graded.map((line) => Number.parseInt(line, 10)).reduce((a, b) => a + b, 0);
  expect(graded.length).toBeGreaterThan(0);
  expect(sum).toBe(all);
  const first = short.getByRole("link");
  const name = await first.innerText();
  await expect(page.locator(".findings a").first()).toHaveText(name);
  await first.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
});

test("who brought the wrong thing is told what to bring, and can at once", async ({
  lookback: page,
}) => {
  await started(page);
  const next = page.getByRole("link", { name: "What to bring, and how to get it" });
  const unlock = page.getByRole("heading", { name: "What more columns would unlock" });
  const wrong: [string, string, RegExp][] = [
    ["7501s.pdf", "%PDF-1.7\n%âãÏÓ\n1 0 obj\n", /None of these files can be read/],
    ["letter.txt", "Dear broker,\nplease send the list.\n", /Nothing here looks like a list/],
    [
      "products.csv",
      "Part Number,Description,HTS,Ruling,Reviewed By,Review Date\n" +
        "PX10,LAPTOP,8471300100,,AB,2026-01-02\nPX11,LAPTOP,8471300100,,AB,2026-01-02\n",
      /none holds entry lines|Nothing here looks like a list/,
    ],
  ];
  for (const [name, text, said] of wrong) {
    await bring(page, [name, text]);
    await expect(page.locator(".notice", { hasText: said })).toBeVisible({ timeout: 60_000 });
    await expect(next).toBeVisible();
    await expect(page.getByText("Drop spreadsheets here")).toBeVisible();
    await expect(unlock).toHaveCount(0);
    await page.getByRole("button", { name: /^Remove/ }).click();
  }
  await bring(page, ["lines.csv", ENTRIES]);
  await expect(page.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
  await expect(next).toHaveCount(0);
  await expect(unlock).toBeVisible();
});

test("a company without a history says so once", async ({ lookback: page }) => {
  await started(page);
  await go(page, "#questions");
  const history = page.locator(".part").first();
  await history.locator("summary").click();
  await history.locator("select").nth(2).selectOption("adverse");
  await history.getByRole("button", { name: "Answer no to everything below that is blank" }).click();
  await expect(history.locator("summary")).toContainText("10 of 10 answered");
  await expect(history.locator("select").nth(2)).toHaveValue("adverse");
  await expect(history.locator("select").first()).toHaveValue("no");
});

test("no heading is a name of the program's own", async ({ lookback: page }) => {
  await withSample(page);
  await go(page, "#papers/readiness");
  const headings = await page.getByRole("heading").allInnerTexts();
  expect(headings.map((text) => text.toLowerCase())).toContain("trade remedies");
  expect(headings.filter((text) => text.includes("_"))).toEqual([]);
});

test("lines that are looked at by product are counted as such", async ({ lookback: page }) => {
  await withSample(page);
  const total = page.locator(".joined tfoot td");
  const lines = Number((await total.innerText()).replace(",", ""));
  const read = (await page.locator(".done").innerText()).match(/They make ([\d,]+) entry lines/);
  const all = Number(read?.[1].replace(",", ""));
  const told = page.locator(".joined").getByText(`${read?.[1]} entry lines in the results`);
  await expect(told).toHaveCount(all > lines ? 1 : 0);
});

for (const width of [320, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test("no penalty is out of sight, least of all the smallest", async ({ lookback: page }) => {
      await withSample(page);
      await go(page, "#results");
      const cells = await beyond(page, "table.matrix td");
      expect(cells.length).toBeGreaterThan(0);
      expect(cells.filter((by) => by > 0)).toEqual([]);
      const hidden = await page
        .locator(".scroll", { has: page.locator("table.matrix") })
        .evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(hidden).toBeLessThanOrEqual(0);
      // The words for today and for the first year stand apart.
      const [today, next] = await page
        .locator(".deadline-line .axis text")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
      expect(today.right).toBeLessThanOrEqual(next.left);
    });

    test("a saved session says what it is called", async ({ lookback: page }) => {
      await withSample(page);
      await go(page, "#take-away");
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Save the session" }).click();
      const name = (await download).suggestedFilename();
      await expect(page.getByText(`Handed to your browser as ${name}`)).toBeVisible();
    });
  });
}
