// From disk alone: a served page has to be fetched.
import { expect, firstWordOfAWorker, started, test } from "./lib/lookback";

test("starts without a network", async ({ page, address }) => {
  await page.context().setOffline(true);
  await page.goto(address);
  await started(page);
  expect(await firstWordOfAWorker(page)).toBe("message");
});
