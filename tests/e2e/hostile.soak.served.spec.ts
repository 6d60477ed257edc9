// Files made to do harm, dropped on the page: the same ones that
// `crates/intake/tests/hostile` reads natively. Each ends in what was read or in
// a sentence, in time and in bounded memory, and the page is alive afterwards.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { watchPages } from "./lib/memory";

const SECONDS = 5;
const MEGABYTES = 512;
// Larger files are read whole, which is work and no harm: they may take longer,
// as long as the page says how far it is.
const LARGE = 50_000_000;

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

// Gives a file to the page, has it read, and returns the page's last word.
async function read(page: Page, file: Given, seconds: number): Promise<string> {
  const timeout = seconds * 1000;
  const begin = page.getByRole("button", { name: "Read the files" });
  const end = page.locator(".done a.button, .notice[role=status], [role=alert]").first();
  await page.evaluate(() => {
    location.hash = "#drop";
  });
  await page.locator('input[type="file"]').first().setInputFiles(file);
  await expect(begin.or(end).first()).toBeVisible({ timeout });
  if (await begin.isVisible()) {
    await begin.click();
    await expect(end).toBeVisible({ timeout });
  }
  const said = page.locator(".done-title, .notice[role=status], [role=alert]").first();
  return (await said.innerText()).replaceAll("\n", " ");
}

test("every hostile file ends in time, and the page lives on", async ({ lookback: page, address }) => {
  test.setTimeout(3_600_000);
  const folder = written();
  const troubles: string[] = [];
  for (const name of readdirSync(folder).sort()) {
    const file = path.join(folder, name);
    const large = statSync(file).size > LARGE;
    await page.goto("about:blank");
    await page.goto(address);
    await started(page);
    const stop = watchPages();
    const start = Date.now();
    let said: string;
    try {
      said = await read(page, file, large ? 300 : 30);
    } catch (error) {
      said = `no word: ${String(error).split("\n")[0]}`;
      troubles.push(`${name}: ${said}`);
    }
    const seconds = (Date.now() - start) / 1000;
    const megabytes = stop();
    console.log(`${name}: ${seconds.toFixed(1)} s, +${megabytes.toFixed(0)} MB: ${said}`);
    if (seconds > SECONDS && !large) {
      troubles.push(`${name}: ${seconds.toFixed(1)} s`);
    }
    if (megabytes > MEGABYTES) {
      troubles.push(`${name}: +${megabytes.toFixed(0)} MB`);
    }
    if (!large) {
      // The one file beside the other, in the same page and worker.
      const then = await read(page, good, 30).catch((error) => `no word: ${error}`);
      const card = page.getByText("good.csv").first();
      if (then.startsWith("no word") || !(await card.isVisible())) {
        troubles.push(`${name}: a good file is not read after it: ${then}`);
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
