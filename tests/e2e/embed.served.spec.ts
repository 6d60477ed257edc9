// The check inside a firm's page: one line, the firm's name and colours, and
// nothing passes between the two but heights.
import type { Frame, Page } from "@playwright/test";
import { expect, test } from "./lib/lookback";
import { site } from "./lib/site";

const host = (attributes: string) => `<!doctype html>
  <html lang="en"><meta charset="utf-8"><title>A firm</title>
  <h1>A firm</h1>
  <script>
    heard = [];
    addEventListener("message", (event) => heard.push(event.data));
  </script>
  <script src="/lookback/embed.js" async></script>
  <lookback-check ${attributes}></lookback-check></html>`;

async function inside(page: Page): Promise<Frame> {
  const element = await page.locator("lookback-check iframe").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) {
    throw new Error("no frame");
  }
  await expect(frame.locator("#content h1")).toBeVisible();
  return frame;
}

// The contrast of two colours as the browser computes them.
function contrast(frame: Frame, selector: string): Promise<number> {
  return frame.locator(selector).first().evaluate((element) => {
    const parts = (color: string) => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
    const luminance = (color: string) => {
      const [r, g, b] = parts(color).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const style = getComputedStyle(element);
    const [a, b] = [luminance(style.color), luminance(style.backgroundColor)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  });
}

test("one line embeds it, as tall as it is, with the firm's name and colours", async ({ page }) => {
  const firm = await site(
    host(`name="Able &amp; Baker" color="#ffe000" accent="#ff00aa" contact="desk@firm.example"
      note="Licensed in Texas." logo="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"`),
  );
  await page.goto(firm.address);
  const frame = await inside(page);
  await expect(frame.getByText("Able & Baker")).toBeVisible();
  await expect(frame.getByText("Licensed in Texas.")).toBeVisible();
  // A yellow that nobody could read has been darkened until everybody can.
  expect(await contrast(frame, "a.button")).toBeGreaterThanOrEqual(4.5);

  await frame.getByRole("button", { name: "Try it with a sample importer" }).first().click();
  await frame.getByRole("link", { name: "See the results" }).click({ timeout: 60_000 });
  await expect(frame.locator(".findings a").first()).toBeVisible();
  const box = page.locator("lookback-check iframe");
  await expect
    .poll(async () => {
      const height = (await box.boundingBox())?.height ?? 0;
      const content = await frame.evaluate(() => document.documentElement.scrollHeight);
      return height > 2_000 && Math.abs(height - content) <= 2;
    })
    .toBe(true);
  await expect.poll(() => page.evaluate(() => scrollY >= 0)).toBe(true);

  // A shorter screen makes the frame shorter again.
  await frame.getByRole("link", { name: "Privacy", exact: true }).click();
  await expect.poll(async () => (await box.boundingBox())?.height ?? 0).toBeLessThan(3_000);

  // All that the host ever heard.
  const heard = await page.evaluate(() => (globalThis as unknown as { heard: object[] }).heard);
  const keys = [...new Set(heard.flatMap((message) => Object.keys(message)))].sort();
  expect(keys).toEqual(["height", "lookback", "top"]);
  // And the host sees no further into the frame.
  expect(
    await page.evaluate(() => document.querySelector("iframe")?.contentDocument ?? null),
  ).toBeNull();
  await firm.close();
});

test("a host can put no code and no foreign picture into it", async ({ page }) => {
  const firm = await site(
    host(`name="&lt;img src=x&gt;" color="red;background:url(//x)" contact="a@b?bcc=c@d"`),
  );
  await page.goto(firm.address);
  const frame = await inside(page);
  await expect(frame.getByText("<img src=x>")).toBeVisible();
  const painted = await frame.evaluate(() => document.documentElement.getAttribute("style"));
  expect(painted).toBeNull();
  const contact = await frame.evaluate(
    () => (globalThis as unknown as { lookbackHost: { contact: string } }).lookbackHost.contact,
  );
  expect(contact).toBe("");
  await firm.close();
});

test("the page for site owners says that it works, and what a policy stops", async ({ page }) => {
  const open = await site("", "script-src 'self' 'unsafe-inline'; frame-src 'self'");
  await page.goto(`${open.address}lookback/check.html`);
  await expect(page.getByText("The check runs in its frame")).toBeVisible({ timeout: 30_000 });
  await page.getByLabel(/Another page/).fill("/page");
  await page.getByRole("button", { name: "Read its policy" }).click();
  await expect(page.getByText("frame-src allows lookback.html.")).toBeVisible();
  await open.close();

  const closed = await site("", "default-src 'self'; frame-src https://elsewhere.example");
  await page.goto(`${closed.address}lookback/check.html`);
  await expect(page.getByText("frame-src has to allow the folder")).toBeVisible();
  await closed.close();
});
