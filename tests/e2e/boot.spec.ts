// The file starts, becomes a page and a worker, and is silent.
import { expect, test } from "./lib/lookback";
import { Wire } from "./lib/wire";
import type { Page } from "@playwright/test";

// The program has taken the place of the screen that says it is starting.
async function started(page: Page): Promise<void> {
  await expect(page.locator("#boot-loading")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

// What a new worker says first: "message" when it is ready, "error" when it
// could not start.
function firstWordOfAWorker(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const worker = (globalThis as unknown as { lookbackWorker(): Worker }).lookbackWorker();
        worker.onmessage = worker.onerror = (event) => {
          worker.terminate();
          resolve(event.type);
        };
      }),
  );
}

test("starts, and its worker says that it is ready", async ({ lookback, complaints }) => {
  await started(lookback);
  expect(await firstWordOfAWorker(lookback)).toBe("message");
  expect(complaints).toEqual([]);
});

test("asks for nothing but itself", async ({ lookback, address, wire }) => {
  await started(lookback);
  await firstWordOfAWorker(lookback);
  await lookback.waitForTimeout(1_000);
  expect(wire.addresses()).toEqual([address]);
});

test("starts without a network", async ({ page, address, hosting }) => {
  test.skip(hosting === "served", "a served page has to be fetched");
  await page.context().setOffline(true);
  await page.goto(address);
  await started(page);
  expect(await firstWordOfAWorker(page)).toBe("message");
});

test("has no way out that the policy does not govern", async ({ lookback }) => {
  const found = await lookback.evaluate(() =>
    ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "open", "SharedWorker"]
      .filter((name) => name in globalThis)
      .concat(["sendBeacon", "serviceWorker"].filter((name) => name in navigator)),
  );
  expect(found).toEqual([]);
});

test("allows no inline code but its own", async ({ lookback }) => {
  const blocked = await lookback.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) =>
          resolve(event.effectiveDirective),
        );
        const script = document.createElement("script");
        script.textContent = "document.title = 'ran'";
        document.body.append(script);
      }),
  );
  expect(blocked).toBe("script-src-elem");
  await expect(lookback).not.toHaveTitle("ran");
});

test("says so when the browser cannot run it", async ({ page, address }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "DecompressionStream");
  });
  await page.goto(address);
  await expect(page.getByRole("alert")).toContainText("Lookback could not start");
  await expect(page.getByRole("alert")).toContainText("too old");
});

test("says so when scripts are off", async ({ browser, address }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole("heading", { name: "Lookback needs JavaScript" })).toBeVisible();
  await context.close();
});

// A watch that sees nothing proves nothing: here is something to see.
test("the watch sees what a page and a worker ask for", async ({ page, hosting }) => {
  test.skip(hosting === "disk", "once is enough");
  const wire = await Wire.tap(page);
  const nobody = "http://127.0.0.1:9";
  await page.route("http://control.invalid/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<script>
        fetch("${nobody}/page").catch(() => {});
        const code = 'fetch("${nobody}/worker").catch(() => {})';
        new Worker(URL.createObjectURL(new Blob([code])));
      </script>`,
    }),
  );
  await page.goto("http://control.invalid/");
  await expect
    .poll(() => wire.addresses())
    .toEqual(expect.arrayContaining([`${nobody}/page`, `${nobody}/worker`]));
});
