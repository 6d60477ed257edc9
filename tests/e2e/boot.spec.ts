// The file starts, becomes a page and a worker, and is silent.
import { expect, firstWordOfAWorker, started, test } from "./lib/lookback";

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

test("has no way out that the policy does not govern", async ({ lookback }) => {
  const found = await lookback.evaluate(() =>
    ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport", "open", "SharedWorker"]
      .filter((name) => name in globalThis)
      .concat(["sendBeacon", "serviceWorker"].filter((name) => name in navigator)),
  );
  expect(found).toEqual([]);
});

test("runs no code and makes no markup out of text", async ({ lookback }) => {
  const outcome = await lookback.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      violations.push(event.effectiveDirective),
    );
    const ran = globalThis as unknown as { ran?: string };
    const attempts: Record<string, () => void> = {
      script: () => {
        const script = document.createElement("script");
        script.append(document.createTextNode("ran = 'script'"));
        document.body.append(script);
      },
      eval: () => void new Function("ran = 'eval'")(),
      markup: () => {
        document.createElement("div").innerHTML = "<img src=x onerror=\"ran = 'markup'\">";
      },
      worker: () => void new Worker(URL.createObjectURL(new Blob(["1"]))),
    };
    // The debugger's own evaluation may do anything; a later task may not.
    await new Promise((resolve) => setTimeout(resolve));
    const threw: string[] = [];
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        attempt();
      } catch {
        threw.push(name);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { ran: ran.ran ?? null, threw, violations: [...new Set(violations)].sort() };
  });
  expect(outcome.ran).toBeNull();
  expect(outcome.threw).toEqual(["eval", "markup", "worker"]);
  expect(outcome.violations).toContain("require-trusted-types-for");
});

test("carries the notices of those whose work is inside", async ({ lookback }) => {
  const notices = await lookback.evaluate(() =>
    (globalThis as unknown as { lookbackNotices(): Promise<string> }).lookbackNotices(),
  );
  for (const name of ["@picocss/pico", "yew", "wasm-bindgen"]) {
    expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\S+ \\(.*MIT.*\\)$`, "m"));
  }
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
