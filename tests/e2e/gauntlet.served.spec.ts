// The egress gauntlet: every way out, tried by code inside the real artefact,
// with a listener behind the address. The listener is the judge; what the page
// believes of each attempt is only told beside it.
//
// With LOOKBACK_GAUNTLET=FILE the outcome is written there as a table, which the
// repository keeps in docs/gauntlet.md.
import { createServer } from "node:http";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Frame, Page } from "@playwright/test";
import { disarm, poison } from "./lib/hostile";
import { Listener } from "./lib/listener";
import { artefact, expect, started, test } from "./lib/lookback";

interface Attempt {
  where: string;
  way: string;
  outcome: "absent" | "policy" | "refused" | "ran";
  detail: string;
}

interface Result extends Attempt {
  // At the listener.
  bytes: number;
  connections: number;
}

// What the sandboxed frame may do: run, save and print what the visitor asks
// for, and open the visitor's own mail program.
const sandbox = "allow-scripts allow-downloads allow-modals";

// A frame of no origin has no Navigation API to guard, so there it can lead
// itself elsewhere, unless its host's `frame-src` forbids it.
const leadsItself = [
  "location =",
  "location.assign",
  "location.replace",
  "navigation.navigate",
  "refresh",
];

// Ways to host the artefact, what its host adds, and what is known to get out.
const hostings = {
  "from disk": { headers: {} },
  "at top level, bare": { headers: {} },
  "at top level, our headers": {
    headers: {
      "content-security-policy": `frame-ancestors 'self'; sandbox ${sandbox} allow-same-origin`,
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-dns-prefetch-control": "off",
    },
  },
  "in the sandboxed frame": { headers: {}, host: "", known: leadsItself },
  "in the sandboxed frame, frame-src": { headers: {}, host: "frame-src 'self'" },
} satisfies Record<string, Hosted>;

interface Hosted {
  headers: Record<string, string>;
  // The policy of the page that frames it; none where it is not framed.
  host?: string;
  known?: string[];
}

type Hosting = keyof typeof hostings;

let folder: string;
let listener: Listener;
const table = new Map<Hosting, Result[]>();

test.describe.configure({ timeout: 180_000 });

test.beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lookback-"));
  await poison(artefact, path.join(folder, "lookback.html"));
  listener = await Listener.open();
});

test.afterAll(async () => {
  await listener.close();
  if (process.env.LOOKBACK_GAUNTLET) {
    await writeFile(process.env.LOOKBACK_GAUNTLET, markdown());
  }
});

// Serves the poisoned artefact, and a page that frames it.
async function serve(hosting: Hosting, name = "lookback.html") {
  const file = await readFile(path.join(folder, name));
  const { headers, host } = hostings[hosting] as Hosted;
  const frame = `<!doctype html><title>A firm</title>
    <iframe src="/lookback.html" sandbox="${sandbox}" width="1000" height="800"></iframe>`;
  const server = createServer((request, response) => {
    if (request.url === "/lookback.html") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(file);
    } else if (request.url === "/") {
      const policy = host ? { "content-security-policy": host } : {};
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...policy }).end(frame);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/${host === undefined ? "lookback.html" : ""}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

// Opens the artefact and gives the frame that it runs in.
async function open(page: Page, address: string, framed: boolean): Promise<Frame> {
  await page.goto(address);
  if (!framed) {
    await started(page);
    return page.mainFrame();
  }
  const frame = page.frames().find((one) => one.url().endsWith("lookback.html")) as Frame;
  await expect(frame.locator("#boot-loading")).toHaveCount(0, { timeout: 30_000 });
  return frame;
}

// Has the injected code try, and waits for what it says; a page that has left
// says nothing.
async function order(frame: Frame, way?: string): Promise<Attempt[]> {
  await frame.evaluate(
    (message) => window.postMessage({ hostile: message }, "*"),
    { address: listener.address, way },
  );
  try {
    const done = await frame.waitForFunction(
      () => (globalThis as unknown as { hostile: { done: unknown } }).hostile?.done,
      undefined,
      { timeout: way === undefined ? 30_000 : 5_000 },
    );
    const said = (await done.jsonValue()) as Attempt | Attempt[];
    return Array.isArray(said) ? said : [said];
  } catch {
    return [{ where: "page", way: way ?? "", outcome: "ran", detail: "the page has left" }];
  }
}

// Everything that was tried, with what arrived.
async function run(page: Page, hosting: Hosting): Promise<Result[]> {
  const server = hosting === "from disk" ? undefined : await serve(hosting);
  const address = server?.address ?? pathToFileURL(path.join(folder, "lookback.html")).href;
  const framed = hosting.startsWith("in the");
  const context = page.context();
  listener.clear();
  let frame = await open(page, address, framed);
  const quiet = await order(frame);
  await page.waitForTimeout(3_000);
  const results = quiet.map((one) => {
    const slug = `/${one.where}-${one.way.replace(/[^a-z0-9]+/gi, "-")}`;
    const mine = listener.arrived.filter(({ what }) => what.split(" ")[1] === slug);
    return {
      ...one,
      bytes: mine.reduce((sum, { bytes }) => sum + bytes, 0),
      connections: mine.length,
    };
  });
  // Datagrams and bare connections do not tell which attempt they were.
  const named = results.reduce((sum, one) => sum + one.connections, 0);
  const rest = listener.bytes - results.reduce((sum, one) => sum + one.bytes, 0);
  if (rest > 0 || listener.connections > named) {
    results.push({
      where: "page",
      way: "not told apart",
      outcome: "ran",
      detail: listener.arrived.map(({ what }) => what).join("; "),
      bytes: rest,
      connections: listener.connections - named,
    });
  }

  const ways = await frame.evaluate(
    () => (globalThis as unknown as { lookbackWaysAway: { names: string[] } }).lookbackWaysAway.names,
  );
  for (const way of ways) {
    // A new page each time: the last one may have gone.
    const fresh = await context.newPage();
    frame = await open(fresh, address, framed);
    listener.clear();
    const [said] = await order(frame, way);
    await fresh.waitForTimeout(300);
    results.push({ ...said, bytes: listener.bytes, connections: listener.connections });
    for (const one of context.pages().filter((other) => other !== page)) {
      await one.close();
    }
  }
  server?.close();
  return results;
}

for (const hosting of Object.keys(hostings) as Hosting[]) {
  test(`nothing arrives: ${hosting}`, async ({ page }) => {
    const results = await run(page, hosting);
    table.set(hosting, results);
    const { known = [] } = hostings[hosting] as Hosted;
    const leaks = results
      .filter(({ bytes, way }) => bytes > 0 && !known.includes(way))
      .map(({ where, way, bytes }) => `${where}: ${way}: ${bytes} B`);
    expect(leaks).toEqual([]);
    expect(results.length).toBeGreaterThan(70);
  });
}

// The gauntlet itself must be able to see a leak: with the policy and the
// guards taken out, much of it arrives.
for (const hosting of ["from disk", "at top level, bare"] as const) {
  test(`without the policy the listener hears it: ${hosting}`, async ({ page }) => {
    const poisoned = await readFile(path.join(folder, "lookback.html"), "utf8");
    await writeFile(path.join(folder, "bare.html"), disarm(poisoned));
    const server = hosting === "from disk" ? undefined : await serve(hosting, "bare.html");
    listener.clear();
    await page.goto(server?.address ?? pathToFileURL(path.join(folder, "bare.html")).href);
    await started(page);
    await order(page.mainFrame());
    await page.waitForTimeout(2_000);
    server?.close();
    const heard = new Set(listener.arrived.map(({ what }) => what.split(" ")[1] ?? what));
    expect([...heard].length).toBeGreaterThan(12);
    expect(listener.arrived.some(({ what }) => what === "a datagram")).toBe(true);
  });
}

function markdown(): string {
  const modes = [...table.keys()];
  const rows = new Map<string, string[]>();
  for (const [at, mode] of modes.entries()) {
    for (const one of table.get(mode) ?? []) {
      const key = `${one.where} | ${one.way}`;
      const cells = rows.get(key) ?? modes.map(() => "");
      const why = one.outcome === "policy" ? `policy (${one.detail})` : one.outcome;
      cells[at] = one.bytes > 0
        ? `**${one.bytes} B**`
        : `0 B${one.connections > 0 ? " (a connection without a byte)" : ""}, ${why}`;
      rows.set(key, cells);
    }
  }
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(["from", "way out", ...modes]),
    line(["---", "---", ...modes.map(() => "---")]),
    ...[...rows].map(([key, cells]) => line([key, ...cells])),
    "",
  ].join("\n");
}
