// The egress gauntlet in Firefox: from disk, and in the sandboxed frame that we
// recommend. Run by `cargo xtask soak browser`, which says where Firefox is in
// LOOKBACK_FIREFOX; with LOOKBACK_GAUNTLET=FILE the outcome is written there.
//
// Playwright drives only a Firefox of its own making; the one that people have
// is driven by Puppeteer.
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser, type Frame, type Page } from "puppeteer-core";
import { disarm, poison } from "./lib/hostile";
import { Listener } from "./lib/listener";
import { artefact, expect, test } from "./lib/lookback";

interface Attempt {
  where: string;
  way: string;
  outcome: string;
  detail: string;
}

type Hosted = "from disk" | "in the sandboxed frame, frame-src";

const firefox = process.env.LOOKBACK_FIREFOX;
test.skip(firefox === undefined, "LOOKBACK_FIREFOX does not say where Firefox is");
test.describe.configure({ timeout: 400_000 });

const lines: string[] = [];
test.afterAll(async () => {
  if (process.env.LOOKBACK_GAUNTLET) {
    await writeFile(process.env.LOOKBACK_GAUNTLET, lines.join("\n"));
  }
});

const sandbox = "allow-scripts allow-downloads allow-modals";
const host = `<!doctype html><title>A firm</title>
  <iframe src="/lookback.html" sandbox="${sandbox}" width="1000" height="800"></iframe>`;

async function open(page: Page, address: string): Promise<Frame> {
  await page.goto(address);
  const found = async () => {
    for (const frame of page.frames()) {
      // The first screen is there before the program is.
      const ours = frame.url().includes("lookback.html");
      if (ours && (await frame.$("#content h1")) && !(await frame.$("#boot-loading"))) {
        return frame;
      }
    }
    return undefined;
  };
  for (let tries = 0; tries < 100; tries += 1) {
    const frame = await found().catch(() => undefined);
    if (frame) {
      return frame;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the page did not start");
}

async function order(frame: Frame, address: string, way?: string): Promise<Attempt[]> {
  await frame.evaluate((message) => window.postMessage({ hostile: message }, "*"), { address, way });
  try {
    const done = await frame.waitForFunction(
      () => (globalThis as unknown as { hostile?: { done: unknown } }).hostile?.done,
      { timeout: way === undefined ? 30_000 : 4_000 },
    );
    const said = (await done.jsonValue()) as Attempt | Attempt[];
    return Array.isArray(said) ? said : [said];
  } catch {
    return [{ where: "page", way: way ?? "", outcome: "ran", detail: "the page has left" }];
  }
}

async function run(browser: Browser, address: string, hosted: Hosted): Promise<string[]> {
  const listener = await Listener.open();
  const leaks: string[] = [];
  try {
    const page = await browser.newPage();
    let frame = await open(page, address);
    const said = await order(frame, listener.address);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    for (const one of said) {
      lines.push(`| ${hosted} | ${one.where} | ${one.way} | ${one.outcome} |`);
    }
    leaks.push(...listener.arrived.map(({ what, bytes }) => `${what}: ${bytes} B`));
    expect(said.length).toBeGreaterThan(60);
    const ways = await frame.evaluate(
      () => (globalThis as unknown as { lookbackWaysAway: { names: string[] } }).lookbackWaysAway.names,
    );
    await page.close();
    for (const way of ways) {
      const fresh = await browser.newPage();
      frame = await open(fresh, address);
      listener.clear();
      const [one] = await order(frame, listener.address, way);
      await new Promise((resolve) => setTimeout(resolve, 300));
      lines.push(`| ${hosted} | ${one.where} | ${way} | ${one.outcome}, ${listener.bytes} B |`);
      leaks.push(...listener.arrived.map(({ bytes }) => `${way}: ${bytes} B`));
      for (const other of (await browser.pages()).slice(1)) {
        await other.close().catch(() => undefined);
      }
    }
  } finally {
    await listener.close();
  }
  return leaks;
}

// Such as people have it, with nothing that asks for something at its start.
function start(): Promise<Browser> {
  return puppeteer.launch({
    browser: "firefox",
    executablePath: firefox,
    headless: true,
    extraPrefsFirefox: { "network.proxy.type": 0, "network.captive-portal-service.enabled": false },
  });
}

// A gauntlet that hears nothing proves nothing: without the policy and the
// guards, it hears.
test("without the policy the listener hears Firefox", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "lookback-"));
  const file = path.join(folder, "lookback.html");
  await poison(artefact, file);
  await writeFile(file, disarm(await readFile(file, "utf8")));
  const browser = await start();
  const listener = await Listener.open();
  try {
    const page = await browser.newPage();
    const frame = await open(page, pathToFileURL(file).href);
    await order(frame, listener.address);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const heard = new Set(listener.arrived.map(({ what }) => what.split(" ")[1] ?? what));
    expect(heard.size).toBeGreaterThan(10);
    expect(listener.arrived.some(({ what }) => what === "a datagram")).toBe(true);
  } finally {
    await listener.close();
    await browser.close();
  }
});

for (const hosted of ["from disk", "in the sandboxed frame, frame-src"] as const) {
  test(`nothing arrives in Firefox: ${hosted}`, async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "lookback-"));
    const file = path.join(folder, "lookback.html");
    await poison(artefact, file);
    const bytes = await readFile(file);
    const server = createServer((request, response) => {
      const head = { "content-type": "text/html; charset=utf-8" };
      if (request.url === "/lookback.html") {
        response.writeHead(200, head).end(bytes);
      } else {
        response.writeHead(200, { ...head, "content-security-policy": "frame-src 'self'" }).end(host);
      }
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const browser = await start();
    try {
      const address =
        hosted === "from disk" ? pathToFileURL(file).href : `http://127.0.0.1:${port}/`;
      expect(await run(browser, address, hosted)).toEqual([]);
    } finally {
      await browser.close();
      server.close();
    }
  });
}

test("the page shows the file's own SHA-256 in Firefox", async () => {
  const browser = await start();
  try {
    const page = await browser.newPage();
    const frame = await open(page, `${pathToFileURL(artefact).href}#privacy`);
    await frame.waitForSelector("#fingerprint code");
    const shown = await frame.$eval("#fingerprint code", (code) => code.textContent);
    expect(shown).toBe(createHash("sha256").update(await readFile(artefact)).digest("hex"));
  } finally {
    await browser.close();
  }
});
