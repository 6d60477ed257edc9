// What the page says of the files it read, and how that is put right.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";
import { withSample } from "./lib/screens";

test.describe.configure({ timeout: 120_000 });

// Brings a text file, and waits until it is read or something is asked.
async function bring(page: Page, name: string, text: string): Promise<void> {
  await started(page);
  await page.getByRole("link", { name: "Go on to my files" }).click();
  const file = { name, mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').first().setInputFiles([file]);
  const start = page.getByRole("button", { name: "Read the files" });
  const done = page.getByRole("link", { name: "See the results" });
  await expect(start.or(done)).toBeVisible({ timeout: 60_000 });
}

test("lines that met and lines that did not add up", async ({ lookback: page }) => {
  await withSample(page);
  const table = page.getByRole("table", { name: "How the broker's lines met the entry lines" });
  const count = async (title: string): Promise<number> => {
    const row = table.getByRole("row").filter({ has: page.getByText(title, { exact: true }) });
    return Number((await row.getByRole("cell").innerText()).replaceAll(",", ""));
  };
  const matched = await count("Entry lines that both describe");
  const apart =
    (await count("Only in the ACE report")) + (await count("Only in the broker's file"));
  expect(matched).toBeGreaterThan(0);
  expect(matched + apart).toBe(await count("Entry lines in all"));
});

test("the rows of an issue can be saved, and run nothing when they are opened", async ({
  lookback: page,
}) => {
  await bring(
    page,
    "lines.csv",
    "Entry No,Line,HTS,Value,Note\n" +
      "ABC12345676,1,8471300100,5,ok\n" +
      "ABC12345676,2,8.47E+09,6,=SUM(A1)\n" +
      "ABC12345676,3,8471300100,7,ok\n",
  );
  const issue = page.locator(".issues li").filter({ hasText: "scientific" });
  const download = page.waitForEvent("download");
  await issue.getByRole("button", { name: "Save these rows (CSV)" }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("lines.csv-rows.csv");
  const lines = (await readFile(await saved.path(), "utf8")).split("\r\n");
  expect(lines.slice(1)).toEqual([`3,ABC12345676,2,8.47E+09,6,"'=SUM(A1)"`, ""]);
});

test("a file is read alike before and after the worker made ready for it", async ({
  lookback: page,
}) => {
  const text = "Entry No,Line,HTS,Value\nABC12345676,1,8471300100,5\nABC12345676,2,8471300100,7\n";
  const read = page.locator(".done");
  // At once: the worker that makes ready leaves it at the step under way.
  await bring(page, "lines.csv", text);
  const atOnce = await read.innerText();
  await page.addInitScript(() => {
    const told = window as unknown as { isPrepared?: boolean };
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(...of: ConstructorParameters<typeof Worker>) {
        super(...of);
        this.addEventListener("message", ({ data }) => {
          told.isPrepared ||= data?.Reply?.[1]?.Prepared?.more === false;
        });
      }
    };
  });
  await page.reload();
  await started(page);
  const starts = page.waitForEvent("worker");
  await page.getByRole("link", { name: "Go on to my files" }).click();
  const worker = await starts;
  await page.waitForFunction(() => "isPrepared" in window && window.isPrepared, null, {
    timeout: 60_000,
  });
  const file = { name: "lines.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator('input[type="file"]').first().setInputFiles([file]);
  await expect(read).toHaveText(atOnce, { useInnerText: true });
  // The same one went on: nothing was started anew.
  expect(page.workers()).toEqual([worker]);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a column is put right with the keyboard alone, and the reading changes", async ({
    lookback: page,
  }) => {
    await bring(
      page,
      "lines.csv",
      "Entry No,Line,HTS,Qqq,Entry Date\n" +
        "ABC12345676,1,8471300100,5.50,03/02/2026\n" +
        "ABC12345676,2,8471300100,much,03/02/2026\n",
    );
    await expect(page.getByText(/amount/i)).toHaveCount(0);
    await tabTo(page, /^What the columns were taken for/);
    await page.keyboard.press("Enter");
    await tabTo(page, /^Change.*Qqq$/);
    await page.keyboard.press("Enter");
    const list = page.getByRole("combobox", { name: "Meaning of the column Qqq" });
    await expect(list).toBeFocused();
    await page.keyboard.type("goods value");
    await expect(list.locator("option:checked")).toHaveText(/value/i);
    await tabTo(page, /^Use this/);
    await page.keyboard.press("Enter");
    // The focus is back where it was, and nothing is wider than the window.
    const row = page.getByRole("row").filter({ hasText: "Qqq" });
    await expect(row.getByRole("button")).toBeFocused();
    await expect(row).toContainText("You chose it.");
    const wider = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(wider).toBeLessThanOrEqual(0);

    await tabTo(page, /^Read the files$/);
    await page.keyboard.press("Enter");
    await expect(page.locator(".issues li").filter({ hasText: /amount/i })).toBeVisible();
  });
});

// Presses Tab until the focus is on what reads so.
async function tabTo(page: Page, text: RegExp): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (text.test(here.replace(/\s+/g, " ").trim())) {
      return;
    }
  }
  throw new Error(`no ${text} within 100 presses of Tab`);
}
