// The first screen: it stands in the file as markup, so that it is there before
// the program is. `web/first.html` is that markup, taken from what the program
// draws. Where the screen has changed,
//
//   LOOKBACK_RENEW=1 npx playwright test first
//
// takes it anew, and the page has to be built once more.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";

const markup = path.resolve(__dirname, "../../web/first.html");

// What stands above the footer, which speaks of the rule pack.
function drawn(page: Page): Promise<string> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll("#app > :not(footer)"), (part) => part.outerHTML)
      .join("\n")
      .replace(/<!--.*?-->/g, ""),
  );
}

// Holds the program back, as a slow computer would.
async function hold(page: Page, milliseconds: number): Promise<void> {
  await page.addInitScript((wait) => {
    const compile = WebAssembly.compile;
    WebAssembly.compile = async (bytes) => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      return compile(bytes);
    };
  }, milliseconds);
}

test("the file holds the first screen as the program draws it", async ({ lookback }) => {
  await started(lookback);
  const now = await drawn(lookback);
  if (process.env.LOOKBACK_RENEW) {
    await writeFile(markup, `${now}\n`);
  }
  expect((await readFile(markup, "utf8")).trim()).toBe(now.trim());
});

test("the first screen is there before the program, and does not move", async ({
  page,
  address,
}) => {
  await hold(page, 1_500);
  await page.goto(address);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toBeVisible();
  await expect(page.locator("#first")).toHaveCount(1);
  const before = await heading.boundingBox();
  await started(page);
  await expect(page.locator("#first")).toHaveCount(0);
  expect(await heading.boundingBox()).toEqual(before);
});

test("what is pressed before the program is there is not lost", async ({ page, address }) => {
  await hold(page, 1_500);
  await page.goto(address);
  await page.getByRole("button", { name: "Try it with a sample importer" }).click();
  await expect(page.locator("#first")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
});

test("what is ticked before the program is there is ticked after", async ({ page, address }) => {
  await hold(page, 1_500);
  await page.goto(address);
  const box = page.getByRole("checkbox").first();
  await box.check();
  await expect(page.locator("#first")).toHaveCount(1);
  await started(page);
  await expect(box).toBeChecked();
});

test("another screen's address does not show the first one on the way", async ({
  page,
  address,
}) => {
  await hold(page, 1_000);
  await page.goto(`${address}#rulebook`);
  await expect(page.locator("#boot-loading")).toBeVisible();
  await expect(page.locator("#first")).toBeHidden();
  await started(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The rules behind the results");
});
