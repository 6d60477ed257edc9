// The worker is disposable: it may be stopped or die, and the page goes on.
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

// Lets the worker die as a trap does: by an error that nothing catches.
async function kill(page: Page): Promise<void> {
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error("a trap");
      });
    });
  }
}

test("what a dead worker held is asked for again", async ({ lookback }) => {
  await withSample(lookback);
  await go(lookback, "#results");
  await kill(lookback);
  await lookback.locator(".findings a").first().click();
  await expect(lookback.getByRole("alert").first()).toContainText("no longer in memory");
  await lookback.getByRole("button", { name: "Try again" }).click();
  await lookback.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await lookback.locator(".findings a").first().click();
  await expect(lookback.getByRole("heading", { name: "The entry lines behind it" })).toBeVisible();
});

test("reading can be stopped and begun again", async ({ lookback }) => {
  await started(lookback);
  await lookback.getByRole("link", { name: "Go on to my files" }).click();
  const rows = Array.from(
    { length: 400_000 },
    (_, at) => `ABC0000${100 + (at % 900)},${at % 99},3923900080,01/${1 + (at % 28)}/2024,"$1,000.00",VN`,
  );
  const head = "Entry Number,Line,HTS,Entry Date,Entered Value,Country of Origin";
  await lookback.locator('input[type="file"]').first().setInputFiles({
    name: "large.csv",
    mimeType: "text/csv",
    buffer: Buffer.from([head, ...rows].join("\n")),
  });
  await lookback.getByRole("button", { name: "Stop" }).click();
  const again = lookback.getByRole("button", { name: "Read the files" });
  await again.click();
  await expect(lookback.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
});

test("a file that comes while the worker makes ready goes to that worker", async ({ lookback }) => {
  let workers = 0;
  lookback.on("worker", () => (workers += 1));
  await started(lookback);
  await lookback.getByRole("link", { name: "Go on to my files" }).click();
  const head = "Entry Number,Line,HTS,Entry Date,Entered Value,Country of Origin";
  await lookback.locator('input[type="file"]').first().setInputFiles({
    name: "quick.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`${head}\nABC00001008,1,3923900080,01/02/2024,$1000.00,VN`),
  });
  await expect(lookback.getByRole("link", { name: "See the results" })).toBeVisible();
  expect(workers).toBe(1);
});

test("a file that is none costs one sentence", async ({ lookback }) => {
  await started(lookback);
  await lookback.getByRole("link", { name: "Go on to my files" }).click();
  await lookback.locator('input[type="file"]').first().setInputFiles([
    { name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") },
    { name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") },
  ]);
  await expect(lookback.getByText("not a spreadsheet")).toBeVisible();
  await expect(lookback.getByText("This file has no rows")).toBeVisible();
  await expect(lookback.getByText("None of these files can be read")).toBeVisible();
});
