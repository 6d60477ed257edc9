import { writeFile } from "node:fs/promises";
import { expect, started, test } from "./lookback";
import { large, longTasks, watchLongTasks } from "./large";

// Longer than this, and the visitor feels it.
const LIMIT = 50;

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
    await page.locator(".findings a").first().click();
    await expect(page.locator("table.rows")).toBeVisible({ timeout: 60_000 });
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
