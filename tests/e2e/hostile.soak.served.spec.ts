// Files made to do harm, dropped on the page: the same ones that
// `crates/intake/tests/hostile` reads natively. Each ends in what was read or in
// a sentence, in time and in bounded memory, and the page is alive afterwards.
//
// Three of them are a million real lines, which is work and no trick: a whole
// check of a million lines takes longer than the others' five seconds. Those have
// limits of their own, and within the five seconds the page says how far it is
// and can be stopped.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { watchPages } from "./lib/memory";

// What a page may take, and add to what it holds when nothing is open.
const SECONDS = 5;
const MEGABYTES = 512;

// Seconds to the end of the whole check, a third above the longest that
// docs/intake-limits.md says was seen, beside other work.
const FULL_SIZE: Record<string, number> = {
  "a-million-products.csv": 120,
  "a-million-descriptions.csv": 120,
  "a-million-lines-that-read-the-same.csv": 120,
};

const good = {
  name: "good.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    "Entry Number,Line,HTS,Entry Date,Entered Value,Country of Origin\n" +
      "ABC12345676,1,8471300100,01/05/2024,1000.00,VN\n",
  ),
};

// Written by the native tests, so that both read the same bytes.
function written(): string {
  if (process.env.LOOKBACK_HOSTILE) {
    return process.env.LOOKBACK_HOSTILE;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "lookback-hostile-"));
  const tests = ["test", "--release", "--locked", "--package", "intake", "--test", "hostile"];
  execFileSync("cargo", [...tests, "--", "--include-ignored", "--test-threads=1"], {
    cwd: path.resolve(__dirname, "../.."),
    env: { ...process.env, LOOKBACK_HOSTILE: folder },
    stdio: "ignore",
  });
  return folder;
}

type Given = string | typeof good;

const begin = (page: Page) => page.getByRole("button", { name: "Read the files" });
const end = (page: Page) =>
  page.locator(".done a.button, .notice[role=status], [role=alert]").first();

async function give(page: Page, file: Given): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#drop";
  });
  await page.locator('input[type="file"]').first().setInputFiles(file);
}

// Gives a file to the page, has it read, and returns the page's last word.
async function read(page: Page, file: Given, seconds: number): Promise<string> {
  const timeout = seconds * 1000;
  await give(page, file);
  await expect(begin(page).or(end(page)).first()).toBeVisible({ timeout });
  if (await begin(page).isVisible()) {
    await begin(page).click();
    await expect(end(page)).toBeVisible({ timeout });
  }
  const said = page.locator(".done-title, .notice[role=status], [role=alert]").first();
  return (await said.innerText()).replaceAll("\n", " ");
}

// Gives a large file to the page: it says how far it is, and stops when told to.
// Returns the seconds until the first count of rows.
async function stopped(page: Page, file: string): Promise<number> {
  const start = Date.now();
  await give(page, file);
  await expect(page.getByText(/\d%, [\d,]+ rows so far/)).toBeVisible({ timeout: 30_000 });
  const seconds = (Date.now() - start) / 1000;
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(begin(page)).toBeVisible({ timeout: 2_000 });
  return seconds;
}

test("every hostile file ends in time, and the page lives on", async ({ lookback: page, address }) => {
  test.setTimeout(3_600_000);
  const folder = written();
  const troubles: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    const most = FULL_SIZE[name] ?? SECONDS;
    await page.goto("about:blank");
    await page.goto(address);
    await started(page);
    const stop = watchPages();
    const start = Date.now();
    let said: string;
    try {
      said = await read(page, file, 10 * most);
    } catch (error) {
      said = `no word: ${String(error).split("\n")[0]}`;
      troubles.push(`${name}: ${said}`);
    }
    const seconds = (Date.now() - start) / 1000;
    const megabytes = stop();
    console.log(`${name}: ${seconds.toFixed(1)} s, +${megabytes.toFixed(0)} MB: ${said}`);
    if (seconds > most) {
      troubles.push(`${name}: ${seconds.toFixed(1)} s`);
    }
    if (megabytes > MEGABYTES) {
      troubles.push(`${name}: +${megabytes.toFixed(0)} MB`);
    }
    // The one file beside the other, in the same page and worker.
    const then = await read(page, good, 10 * most).catch((error) => `no word: ${error}`);
    const card = page.getByText("good.csv").first();
    if (then.startsWith("no word") || !(await card.isVisible())) {
      troubles.push(`${name}: a good file is not read after it: ${then}`);
    }
    if (name in FULL_SIZE) {
      await page.goto("about:blank");
      await page.goto(address);
      await started(page);
      const first = await stopped(page, file).catch((error) => `not stopped: ${error}`);
      console.log(`${name}: the first count of rows after ${first} s, and stopped`);
      if (typeof first === "string" || first > SECONDS) {
        troubles.push(`${name}: the first count of rows after ${first} s`);
      }
    }
  }
  expect(troubles).toEqual([]);
});

const NAMES = [
  "<img src=x onerror=document.title='taken'>.csv",
  "=HYPERLINK(1).csv",
  "@SUM(1)|cmd.csv",
  "\u202Egpj.exe.csv",
  "\u0007bell\u001B[2J.csv",
];

test("names and cells that are markup, formulas or controls are shown as text", async ({
  lookback: page,
  complaints,
}) => {
  await started(page);
  const harm = NAMES.map((name) => `"${name.replaceAll('"', '""')}"`);
  const text =
    `Entry Number,Line,HTS,Entry Date,Entered Value,Part Number,Description,${harm.join(",")}\n` +
    NAMES.map(
      (_, at) => `ABC12345676,${at + 1},8471300100,01/05/2024,1000.00,${harm[at]},${harm[at]}${",x".repeat(NAMES.length)}`,
    ).join("\n");
  await page.evaluate(() => {
    location.hash = "#drop";
  });
  const files = NAMES.map((name) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) }));
  await page.locator('input[type="file"]').first().setInputFiles(files);
  const begin = page.getByRole("button", { name: "Read the files" });
  const end = page.locator(".done a.button").first();
  await expect(begin.or(end).first()).toBeVisible({ timeout: 30_000 });
  if (await begin.isVisible()) {
    await begin.click();
  }
  await expect(end).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>("#content details")) {
      fold.open = true;
    }
  });
  await expect(page.getByText(NAMES[0], { exact: false }).first()).toBeVisible();
  // Everything that the files brought is text: no element came of it, no title.
  expect(await page.locator("#content img, #content script, #content iframe").count()).toBe(0);
  expect(await page.title()).not.toContain("taken");
  // What cannot be seen must not turn what stands around it.
  const shown = await page.locator("#content").innerText();
  expect([...shown].filter((c) => /[\u202A-\u202E\u2066-\u2069]/u.test(c))).toEqual([]);
  expect([...shown].filter((c) => /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/u.test(c))).toEqual([]);
  expect(complaints).toEqual([]);
});
