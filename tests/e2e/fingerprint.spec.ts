// The page shows the SHA-256 of the file it came from, which it works out from
// its own document: the build writes the file in the form in which browsers
// write a document as text.
import { createHash } from "node:crypto";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Frame, Page } from "@playwright/test";
import { poison } from "./lib/hostile";
import { artefact, expect, test } from "./lib/lookback";
import { site } from "./lib/site";

async function sum(file: string): Promise<string> {
  return createHash("sha256").update(await readFile(file)).digest("hex");
}

// The number that the privacy page shows.
async function shown(page: Page | Frame): Promise<string> {
  await page.getByRole("link", { name: "Privacy" }).first().click();
  const number = page.locator("#fingerprint code");
  await expect(number).toHaveText(/^[0-9a-f]{64}$/);
  return number.innerText();
}

// Keeps the document as a browser writes it, before the page changes it.
async function keepWritten(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      const root = document.documentElement;
      const elsewhere = root.hasAttribute("data-elsewhere");
      root.removeAttribute("data-elsewhere");
      Object.assign(globalThis, { written: `<!DOCTYPE html>${root.outerHTML}` });
      root.toggleAttribute("data-elsewhere", elsewhere);
    });
  });
}

test("the file is written as browsers write it", async ({ page, address }) => {
  await keepWritten(page);
  await page.goto(address);
  const written = await page.evaluate(() => (globalThis as unknown as { written: string }).written);
  const file = await readFile(artefact, "utf8");
  let at = 0;
  while (at < file.length && file[at] === written[at]) {
    at += 1;
  }
  // Where they part, with what stands there in each.
  expect(written.slice(at, at + 80)).toBe(file.slice(at, at + 80));
  expect(written.length).toBe(file.length);
});

for (const screen of ["", "#rulebook", "#privacy"]) {
  test(`shows the file's own SHA-256, opened at "${screen}"`, async ({ page, address }) => {
    await page.goto(address + screen);
    expect(await shown(page)).toBe(await sum(artefact));
    await expect(page.getByText("could show any number")).toBeVisible();
  });
}

test("a changed file shows another number", async ({ page, hosting }) => {
  test.skip(hosting !== "disk", "once is enough");
  const file = path.join(await mkdtemp(path.join(tmpdir(), "lookback-")), "lookback.html");
  await poison(artefact, file);
  await page.goto(pathToFileURL(file).href);
  const number = await shown(page);
  expect(number).toBe(await sum(file));
  expect(number).not.toBe(await sum(artefact));
});

test("shows it inside the frame of another site", async ({ page, hosting }) => {
  test.skip(hosting === "disk", "a frame is served");
  const host = await site(
    `<!doctype html><title>A firm</title><iframe width="1000" height="800"
       src="/lookback/lookback.html" sandbox="allow-scripts allow-downloads allow-modals"></iframe>`,
    "frame-src 'self'",
  );
  await page.goto(host.address);
  const frame = page.frames().find((one) => one.url().endsWith("lookback.html")) as Frame;
  expect(await shown(frame)).toBe(await sum(artefact));
  await host.close();
});

test("says so where the browser computes none", async ({ page, address }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
  });
  await page.goto(`${address}#privacy`);
  await expect(page.locator("#fingerprint")).toContainText("computes no fingerprint");
  await expect(page.locator("#fingerprint code")).toHaveCount(0);
});
