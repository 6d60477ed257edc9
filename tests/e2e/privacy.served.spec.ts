// The privacy page, followed step by step by someone who believes nothing.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { artefact, expect, started, test } from "./lib/lookback";
import { go, withSample } from "./lib/screens";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

for (const width of [390, 1280]) {
  test(`the page says how to check it, and what it cannot promise, at ${width} px`, async ({
    lookback: page,
  }, info) => {
    await page.setViewportSize({ width, height: 844 });
    await started(page);
    await page.getByRole("link", { name: "Privacy" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Nothing leaves this browser/);
    const steps = page.locator(".plain-steps > li");
    await expect(steps).toHaveCount(3);
    await expect(steps.nth(0)).toContainText("switch the network off");
    await expect(steps.nth(1)).toContainText("Network");
    for (const command of ["certutil -hashfile", "shasum -a 256", "sha256sum"]) {
      await expect(steps.nth(2).locator("code", { hasText: command })).toBeVisible();
    }
    for (const rest of ["Extensions", "administers your computer", "in a frame"]) {
      await expect(page.getByText(rest).first()).toBeVisible();
    }
    // Nothing is wider than the window, the commands included.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);

    await page.getByRole("button", { name: "Try to leak" }).click();
    const sum = page.getByText(/\d+ ways tried/);
    await expect(sum).toContainText("none seen to get through", { timeout: 30_000 });
    const rows = page.locator("section[aria-labelledby=leak] tbody tr");
    expect(await rows.count()).toBeGreaterThan(60);
    for (const outcome of await rows.locator("td:last-child").allInnerTexts()) {
      expect(outcome.trim()).toMatch(/^(Not there|Stopped|Refused before|Failed: |The browser tells a page nothing)/);
    }
    // What the page cannot judge is a handful, and each says what can.
    const open = rows.filter({ hasText: /Failed: |The browser tells a page nothing/ });
    expect(await open.count()).toBeLessThanOrEqual(6);
    await expect(open.filter({ hasText: /listener/ })).toHaveCount(await open.count());
    await page.screenshot({ path: info.outputPath(`privacy-${width}.png`), fullPage: true });
  });
}

test("the Network panel stays empty but for the page itself", async ({ lookback: page, address, wire }) => {
  test.setTimeout(120_000);
  await withSample(page);
  await go(page, "#results");
  await go(page, "#take-away");
  expect(wire.addresses().map((one) => one.split("#")[0])).toEqual([address]);
});

test("the hosted file is the published one, byte for byte", async ({ page, address }) => {
  const hosted = await (await page.goto(address))?.body();
  const file = await readFile(artefact);
  expect(sha256(hosted ?? Buffer.alloc(0))).toBe(sha256(file));
  const published = await readFile(`${artefact}.sha256`, "utf8").catch(() => "");
  test.skip(published === "", "only a release has a fingerprint beside it");
  expect(published).toContain(sha256(file));
});
