// At a booth: straight into the sample's results, a guided walk, and a clean
// beginning when the visitor has gone.
import { expect, test } from "./lib/lookback";

test("the walk leads through and begins anew when nobody is there", async ({ page, address }) => {
  test.setTimeout(120_000);
  await page.clock.install();
  await page.goto(`${address}#demo`);
  const walk = page.getByRole("complementary", { name: "Guided walk" });
  await expect(walk).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What an auditor would ask about");
  for (const heading of [/What we read/, /./, /Working papers/, /Take it with you/, /Nothing leaves/]) {
    await walk.getByRole("button", { name: "Next" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
  }
  await expect(walk.getByRole("button", { name: "Next" })).toHaveCount(0);

  const loaded = page.waitForEvent("load");
  await page.clock.fastForward(4 * 60 * 1000);
  await loaded;
  await expect(page.getByText("1 of 6")).toBeVisible({ timeout: 60_000 });
});
