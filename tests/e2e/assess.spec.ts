// The main job: a sample becomes findings, in this tab and nowhere else. Files
// from a disk are tried in files.soak.spec.ts.
import type { Page } from "@playwright/test";
import { expect, started, test } from "./lib/lookback";

test.describe.configure({ timeout: 120_000 });

// What went over the wire besides the page itself.
function elsewhere(addresses: string[], page: Page): string[] {
  const own = page.url().split("#")[0];
  return addresses.filter((address) => address !== own && !address.startsWith("blob:"));
}

test("the built-in sample importer goes to findings", async ({ lookback, wire, complaints }) => {
  await started(lookback);
  await lookback.getByRole("button", { name: "Try it with a sample importer" }).first().click();
  await lookback.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await expect(lookback.getByText("One product, several tariff numbers").first()).toBeVisible();
  expect(elsewhere(wire.addresses(), lookback)).toEqual([]);
  expect(complaints).toEqual([]);
});
