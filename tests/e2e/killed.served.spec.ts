// What is left when the browser takes the tab, or gives no more memory: what was
// promised. Nothing is kept between visits, so all that is promised is that the
// visitor's files are as they were and that a saved session resumes exactly.
import { createHash } from "node:crypto";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { large } from "./lib/large";
import { expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

async function saved(page: Page, button: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: button, exact: true }).click();
  return readFile(await (await download).path());
}

// Ends the process that the tab runs in, as a browser does that has no memory
// left, and opens the page anew.
async function crash(context: BrowserContext, page: Page, address: string): Promise<Page> {
  const crashed = page.waitForEvent("crash");
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => undefined);
  await crashed;
  const fresh = await context.newPage();
  await fresh.goto(address);
  await started(fresh);
  return fresh;
}

test("a saved session outlives the tab, exactly", async ({ lookback, context, address }) => {
  await withSample(lookback);
  await go(lookback, "#questions");
  await lookback.getByText("About your company").click();
  await lookback.locator(".part[open] select").first().selectOption({ index: 1 });
  await go(lookback, "#results");
  await go(lookback, "#take-away");
  await expect(lookback.locator("progress")).toHaveCount(0);
  const before = await saved(lookback, "Save as JSON");
  const session = await saved(lookback, "Save the session");

  const fresh = await crash(context, lookback, address);
  await go(fresh, "#drop");
  await fresh.locator('input[type="file"]').first().setInputFiles({
    name: "friday.lookback",
    mimeType: "application/octet-stream",
    buffer: session,
  });
  await fresh.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await go(fresh, "#take-away");
  expect((await saved(fresh, "Save as JSON")).equals(before)).toBe(true);
});

test("a file is as it was when the tab dies over it", async ({ lookback, context, address }) => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), "lookback-")), "large.csv");
  const bytes = large(300_000);
  await writeFile(file, bytes);
  await started(lookback);
  await go(lookback, "#drop");
  await lookback.locator('input[type="file"]').first().setInputFiles(file);
  await expect(lookback.getByText(/Reading file 1 of 1/)).toBeVisible();

  const fresh = await crash(context, lookback, address);
  // Nothing of it is left in the browser either.
  await go(fresh, "#read");
  await expect(fresh.getByText("large.csv")).toHaveCount(0);
  await go(fresh, "#drop");
  await fresh.locator('input[type="file"]').first().setInputFiles(file);
  await expect(fresh.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
  const sum = (content: Buffer) => createHash("sha256").update(content).digest("hex");
  expect(sum(await readFile(file))).toBe(sum(bytes));
});

// Gives the program so much memory and no more: its module is changed before it
// is compiled.
async function limitMemory(page: Page, megabytes: number): Promise<void> {
  await page.addInitScript((pages) => {
    const compile = WebAssembly.compile;
    // Numbers in a module have seven bits a byte, the lowest first.
    const number = (bytes: Uint8Array, at: number): [number, number] => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        value += (bytes[at] & 127) * 2 ** shift;
        at += 1;
        if (bytes[at - 1] < 128) {
          return [value, at];
        }
      }
    };
    const written = (value: number): number[] =>
      value < 128 ? [value] : [(value & 127) | 128, ...written(Math.floor(value / 128))];
    WebAssembly.compile = async (source) => {
      const bytes = new Uint8Array(source as ArrayBuffer);
      let at = 8;
      for (;;) {
        const kind = bytes[at];
        const [length, from] = number(bytes, at + 1);
        if (kind === 5) {
          const [least] = number(bytes, from + 2);
          const section = [1, 1, ...written(least), ...written(least + pages)];
          const all = [5, ...written(section.length), ...section];
          const parts = [bytes.slice(0, at), new Uint8Array(all), bytes.slice(from + length)];
          return compile(await new Blob(parts).arrayBuffer());
        }
        at = from + length;
      }
    };
  }, megabytes * 16);
}

test("where memory runs out the page says so and lives on", async ({ page, address }) => {
  await limitMemory(page, 32);
  await page.goto(address);
  await started(page);
  await go(page, "#drop");
  await page.locator('input[type="file"]').first().setInputFiles({
    name: "large.csv",
    mimeType: "text/csv",
    buffer: large(400_000),
  });
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("has stopped working", { timeout: 60_000 });
  await expect(alert).toContainText("too large for the memory");
  await page.getByRole("button", { name: /^Remove/ }).first().click();
  await go(page, "#drop");
  await page.locator('input[type="file"]').first().setInputFiles({
    name: "good.csv",
    mimeType: "text/csv",
    buffer: large(100),
  });
  await expect(page.getByRole("link", { name: "See the results" })).toBeVisible();
});
