// The main job: a dropped file becomes findings, in this tab and nowhere else.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { sampleImporter, shared, terminal } from "./lib/files";
import { expect, started, test } from "./lib/lookback";

test.describe.configure({ timeout: 120_000 });

// What is understood without doubt is read at once; otherwise the page asks.
async function read(page: Page): Promise<void> {
  const start = page.getByRole("button", { name: "Read the files" });
  const done = page.getByRole("link", { name: "See the results" });
  await expect(start.or(done)).toBeVisible({ timeout: 60_000 });
  if (await start.isVisible()) {
    await start.click();
  }
  await expect(done).toBeVisible({ timeout: 60_000 });
}

// Puts files in as a visitor does, by the file button, and reads them.
async function assess(page: Page, files: string[]): Promise<void> {
  await started(page);
  await page.getByRole("link", { name: "Go on to my files" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bring your files" })).toBeVisible();
  await page.locator('input[type="file"]').first().setInputFiles(files);
  await read(page);
  await page.getByRole("link", { name: "See the results" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "What an auditor would ask about",
  );
}

// What went over the wire besides the page itself.
function elsewhere(addresses: string[], page: Page): string[] {
  const own = page.url().split("#")[0];
  return addresses.filter((address) => address !== own && !address.startsWith("blob:"));
}

test("the built-in sample importer goes to findings", async ({ lookback, wire, complaints }) => {
  await started(lookback);
  await lookback.getByRole("button", { name: "Try it with a sample importer" }).first().click();
  await lookback.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await expect(lookback.getByText("One product, several tariff numbers").first()).toBeVisible();
  // What stands on the benchmark and on the tariff file runs too.
  for (const title of ["Below the benchmark", "Number not in the special column"]) {
    await lookback.getByRole("searchbox").fill(title);
    await expect(lookback.locator(".findings a").first(), title).toBeVisible();
  }
  expect(elsewhere(wire.addresses(), lookback)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("text files go to findings, and to the very bytes of the terminal", async ({
  lookback,
  wire,
  complaints,
}) => {
  const folder = sampleImporter("csv", 900);
  const files = ["es003.csv", "broker.csv"].map((name) => path.join(folder, name));
  await assess(lookback, files);
  await expect(lookback.getByText("BG-7710").first()).toBeVisible();
  await lookback.goto(`${lookback.url().split("#")[0]}#take-away`);
  const download = lookback.waitForEvent("download");
  await lookback.getByRole("button", { name: /JSON/ }).click();
  const saved = await download;
  const asOf = /\d{4}-\d{2}-\d{2}/.exec(saved.suggestedFilename())?.[0] ?? "";
  const browser = await readFile(await saved.path());
  expect(browser.equals(terminal(files, asOf))).toBe(true);
  expect(elsewhere(wire.addresses(), lookback)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a workbook goes to findings", async ({ lookback, wire, complaints }) => {
  const folder = sampleImporter("xlsx", 900);
  await assess(lookback, [path.join(folder, "es003.xlsx")]);
  await expect(lookback.getByText("One product, several tariff numbers").first()).toBeVisible();
  expect(elsewhere(wire.addresses(), lookback)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("the four-row ACE sample is two lines and nothing is claimed", async ({ lookback, wire }) => {
  const file = shared("ace/ace_es003_four_row_sample.csv");
  test.skip(file === undefined, "the shared data is not on this machine");
  await started(lookback);
  await lookback.getByRole("link", { name: "Go on to my files" }).click();
  await lookback.locator('input[type="file"]').first().setInputFiles([file as string]);
  await read(lookback);
  await expect(lookback.getByText("2 entry lines").first()).toBeVisible();
  await lookback.getByRole("link", { name: "See the results" }).click();
  await expect(lookback.getByText("Not assessed").first()).toBeVisible();
  await expect(lookback.getByRole("heading", { name: "What was not assessed" })).toBeVisible();
  expect(elsewhere(wire.addresses(), lookback)).toEqual([]);
});
