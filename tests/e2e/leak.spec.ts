// "Try to leak", as a visitor presses it.
import { expect, started, test } from "./lib/lookback";
import { go } from "./lib/screens";

test("the page tries every way out and shows each one stopped", async ({ lookback }) => {
  await started(lookback);
  await go(lookback, "#privacy");
  await lookback.getByRole("button", { name: "Try to leak" }).click();
  await expect(lookback.getByText(/\d+ ways tried: \d+ stopped/)).toBeVisible({ timeout: 30_000 });
  const rows = lookback.locator("section[aria-labelledby=leak] tbody tr");
  expect(await rows.count()).toBeGreaterThan(60);
  await expect(rows.filter({ hasText: "the part that reads files" }).first()).toBeVisible();
  await expect(rows.filter({ hasText: "connect-src" }).first()).toBeVisible();
  // Whether anything arrives is for the gauntlet, which has a listener: the
  // browser's own list of requests holds those too that the policy stopped.
});
