import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lookback";
import { large, longTasks, watchLongTasks } from "./large";

// Longer than this, and the visitor feels it.
const LIMIT = 50;

// Milliseconds from a press to the first picture on the screen that shows what is
// waited for.
function timed(page: Page, press: string, until: string): Promise<number> {
  return page.evaluate(
    ({ press, until }) =>
      new Promise<number>((resolve) => {
        const begun = performance.now();
        document.querySelector<HTMLElement>(press)?.click();
        const look = () => {
          if (document.querySelector(until)) {
            resolve(Math.round(performance.now() - begun));
          } else {
            requestAnimationFrame(look);
          }
        };
        requestAnimationFrame(() => setTimeout(look));
      }),
    { press, until },
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
    // Looked for by its class: to look for a role computes the role of everything,
    // on the thread that is watched, again and again.
    const done = page.locator(".done a.button");
    await expect(done).toBeVisible({ timeout: 500_000 });
    expect(await longTasks(page), "while it is read").toEqual([]);

    await done.click();
    await expect(page.locator(".findings a").first()).toBeVisible({ timeout: 60_000 });
    // Of so few products there are few findings; what many of them take to search,
    // sort and filter, the bench tells.
    const opened = await timed(page, ".findings a", "table.rows");
    console.log(`    ${lines} lines: a finding opened after ${opened} ms`);
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
