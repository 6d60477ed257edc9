import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lookback";
import { large, longTasks, watchLongTasks } from "./large";

// Longer than this, and the visitor feels it.
const LIMIT = 50;

// Milliseconds from an act (a press, or a text that is typed) to the first
// picture on the screen that shows what is waited for.
function timed(page: Page, act: { press?: string; type?: string }, until: string): Promise<number> {
  return page.evaluate(
    ({ press, type, until }) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        if (press) {
          document.querySelector<HTMLElement>(press)?.click();
        }
        const search = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (type && search) {
          search.value = type;
          search.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
        const look = () => {
          if (document.querySelector(until)) {
            resolve(Math.round(performance.now() - begun));
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(() => setTimeout(look));
      }),
    { ...act, until },
  );
}

// Milliseconds from a choice in one of the lists over the findings to the first
// picture of the findings as they stand then.
function chosen(page: Page, list: string, option: string): Promise<number> {
  return page.evaluate(
    ({ list, option }) =>
      new Promise<number>((resolve, reject) => {
        const label = [...document.querySelectorAll(".filters label")].find((one) =>
          one.textContent?.trim().startsWith(list),
        );
        const select = label?.querySelector("select");
        const wanted = [...(select?.options ?? [])].find((one) => one.text === option);
        const findings = document.querySelector("#findings")?.parentElement;
        if (!select || !wanted || !findings) {
          reject(new Error(`no ${option} in ${list}`));
          return;
        }
        const begun = performance.now();
        new MutationObserver((_, observer) => {
          observer.disconnect();
          requestAnimationFrame(() =>
            setTimeout(() => resolve(Math.round(performance.now() - begun))),
          );
        }).observe(findings, { childList: true, subtree: true, characterData: true, attributes: true });
        select.value = wanted.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }),
    { list, option },
  );
}

export function responsive(lines: number): void {
  test(`${lines} lines keep the page's thread free`, async ({ lookback: page }, info) => {
    test.setTimeout(600_000);
    const file = info.outputPath("large.csv");
    await writeFile(file, large(lines));
    await started(page);
    await page.getByRole("link", { name: "Go on to my files" }).click();
    await watchLongTasks(page);
    await page.locator('input[type="file"]').first().setInputFiles(file);
    const done = page.getByRole("link", { name: "See the results" });
    await expect(done).toBeVisible({ timeout: 500_000 });
    expect(await longTasks(page), "while it is read").toEqual([]);

    await done.click();
    await expect(page.locator(".findings a").first()).toBeVisible({ timeout: 60_000 });
    const took: Record<string, number> = {
      search: await timed(page, { type: "P-" }, ".findings a"),
      "sort by name": await chosen(page, "Order", "Subject, A to Z"),
      "sort by value": await chosen(page, "Order", "Goods value touched"),
      "filter by category": await chosen(page, "Category", "Tariff classification"),
      "open a finding": await timed(page, { press: ".findings a" }, "table.rows"),
    };
    console.log(`    ${lines} lines: ${Object.entries(took).map(([what, ms]) => `${what} ${ms} ms`).join(", ")}`);
    await longTasks(page);
    const first = page.locator("table.rows tbody th").first();
    for (let turns = 0; turns < 10; turns += 1) {
      const before = await first.textContent();
      await page.getByRole("button", { name: "Next" }).click();
      await expect(first).not.toHaveText(before ?? "");
    }
    const turning = await longTasks(page);
    expect(turning.filter((task) => task > LIMIT), "while rows are leafed through").toEqual([]);
  });
}
