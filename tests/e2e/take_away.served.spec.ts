// What is taken away, and a session taken up again.
import { copyFile, readFile } from "node:fs/promises";
import type { Download, Page } from "@playwright/test";
import { terminal } from "./lib/files";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

async function save(page: Page, name: string): Promise<Download> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name, exact: true }).click();
  return download;
}

async function bytes(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

test("every form is saved under its name", async ({ lookback: page, complaints }) => {
  await withSample(page);
  await go(page, "#take-away");
  const forms: [string, RegExp, string][] = [
    ["Save as Excel workbook", /\.xlsx$/, "PK"],
    ["Findings as CSV", /findings\.csv$/, ""],
    ["Entry lines as CSV", /lines\.csv$/, ""],
    ["Save as JSON", /\.json$/, "{"],
    ["Save the calendar file", /\.ics$/, "BEGIN:VCALENDAR"],
  ];
  for (const [button, name, start] of forms) {
    const download = await save(page, button);
    expect(download.suggestedFilename()).toMatch(name);
    const content = await bytes(download);
    expect(content.length, button).toBeGreaterThan(200);
    expect(content.subarray(0, start.length).toString()).toBe(start);
  }
  expect(complaints).toEqual([]);
});

test("a saved session resumes exactly", async ({ lookback: page }, testInfo) => {
  await withSample(page);
  await go(page, "#questions");
  await page.getByText("About your company").click();
  await page.locator(".part[open] select").first().selectOption({ index: 1 });
  await go(page, "#results");
  await go(page, "#take-away");
  await expect(page.locator("progress")).toHaveCount(0);
  const json = await bytes(await save(page, "Save as JSON"));
  const session = await save(page, "Save the session");
  expect(session.suggestedFilename()).toMatch(/\.lookback$/);

  const path = await session.path();
  await page.reload();
  await started(page);
  await go(page, "#drop");
  await page.locator('input[type="file"]').first().setInputFiles({
    name: "friday.lookback",
    mimeType: "application/octet-stream",
    buffer: await readFile(path),
  });
  await page.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await go(page, "#take-away");
  const again = await bytes(await save(page, "Save as JSON"));
  expect(again.equals(json)).toBe(true);

  // The terminal takes the same file, and its day from it.
  const kept = testInfo.outputPath("friday.lookback");
  await copyFile(path, kept);
  expect(json.equals(terminal([kept]))).toBe(true);
});

test("nothing is in a message to counsel but what was ticked", async ({ lookback: page }) => {
  await withSample(page);
  await go(page, "#take-away");
  const preview = page.getByLabel("The message, exactly as it would be handed over");
  await expect(preview).toHaveValue("");
  const link = page.getByRole("link", { name: "Open my mail program" });
  expect(await link.getAttribute("href")).toMatch(/^mailto:\?subject=[^&]+&body=$/);
  await page.getByLabel("The next running dates").check();
  await expect(preview).not.toHaveValue("");
  const text = await preview.inputValue();
  const body = new URL((await link.getAttribute("href")) ?? "").searchParams.get("body");
  expect(body).toBe(text);
});

test("the checklist and the grid take the visitor's word", async ({ lookback: page }) => {
  await withSample(page);
  await go(page, "#papers/readiness");
  await page.locator(".question select").first().selectOption("yes");
  await expect(page.locator(".counts .ready strong")).toHaveText("1");
  await page.getByRole("link", { name: "Compliance file by product" }).click();
  const cell = page.getByLabel("Broker communications: TL-4500");
  await cell.selectOption("no");
  await expect(page.locator("td.no", { has: cell })).toBeVisible();
  await page.getByRole("link", { name: "Ruling worksheets" }).click();
  await page.locator(".ruling > summary").first().click();
  await expect(page.getByText("Prepared by the user, not by counsel").first()).toBeVisible();
});

test("the brief says it in short first, and nothing twice", async ({ lookback: page }) => {
  await withSample(page);
  await go(page, "#take-away");
  await expect(page.locator(".paper-finding")).toHaveCount(12);
  await expect(page.locator(".one-page h3")).toHaveText([
    "What was looked at",
    "What was found",
    "What it could cost",
    "Which dates run first",
    "Not assessed",
    "What counsel is asked",
  ]);
  // What the findings add is the loss in total, each dollar once.
  const list = page.getByRole("group", { name: "Findings", exact: true });
  await expect(list.getByText("Adds to the loss")).toBeVisible();
  const dollars = (text: string) => Number(text.replace(/[$,]/g, ""));
  const adds = await list.locator("tbody td:nth-child(6)").allTextContents();
  const sum = adds.filter((text) => text !== "").map(dollars).reduce((a, b) => a + b, 0);
  const total = await page.locator(".all-costs dl.facts dd").first().textContent();
  expect(Math.abs(sum - dollars((total ?? "").split(" to ")[0] ?? ""))).toBeLessThan(adds.length);
  // Entry lines stand once, however many findings are about them.
  const places = await page.locator(".paper-finding table.rows td:last-child").allTextContents();
  expect(new Set(places).size).toBe(places.length);
});
