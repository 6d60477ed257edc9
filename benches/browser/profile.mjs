// Where the time of one assessment goes in the browser: samples of the worker's
// stack, by crate and by function, from a build that kept its names.
//
// usage: node profile.mjs --artefact FILE --file CSV [--port 9333]
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: options } = parseArgs({
  options: {
    artefact: { type: "string" },
    file: { type: "string" },
    port: { type: "string", default: "9333" },
  },
});

// The browser's own protocol: Playwright's sessions do not reach into workers.
async function protocol(port) {
  const { webSocketDebuggerUrl } = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const waiting = new Map();
  const listeners = [];
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data);
    waiting.get(message.id)?.(message);
    if (message.method) {
      listeners.forEach((listener) => listener(message));
    }
  });
  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        socket.send(JSON.stringify({ id: last, method, params, sessionId }));
      }).then(({ result }) => result),
    on: (listener) => listeners.push(listener),
    close: () => socket.close(),
  };
}

const profile = await mkdtemp(path.join(tmpdir(), "lookback-profile-"));
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.LOOKBACK_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${options.port}`],
});
const page = context.pages()[0] ?? (await context.newPage());
await page.goto(pathToFileURL(path.resolve(options.artefact)).href);
const browser = await protocol(options.port);
const { targetInfos } = await browser.send("Target.getTargets");
const target = targetInfos.find((one) => one.type === "page" && one.url.includes("lookback"));
const { sessionId } = await browser.send("Target.attachToTarget", { targetId: target.targetId, flatten: true });
const workers = [];
browser.on(async ({ method, params }) => {
  if (method === "Target.attachedToTarget" && params.targetInfo.type === "worker") {
    workers.push(params.sessionId);
    await browser.send("Profiler.enable", {}, params.sessionId);
    await browser.send("Profiler.setSamplingInterval", { interval: 1000 }, params.sessionId);
    await browser.send("Profiler.start", {}, params.sessionId);
  }
});
await browser.send("Target.setAutoAttach",
  { autoAttach: true, waitForDebuggerOnStart: false, flatten: true }, sessionId);
await page.getByRole("link", { name: "Go on to my files" }).click();
await page.locator('input[type="file"]').first().setInputFiles(options.file);
await page.locator(".done a.button").first().waitFor({ timeout: 600_000 });

// A function's crate: the first word of its path, of a type's path in an impl.
const crateOf = (name) => /^(?:<[&*]*(?:mut )?(?:dyn )?)*([a-z_0-9]+)::/.exec(name)?.[1] ?? (name.startsWith("(") ? name : "other");
const plain = (name) => name.replace(/::h[0-9a-f]{16}$/, "");
const self = new Map();
const within = new Map();
let all = 0;
for (const session of workers) {
  const { profile: seen } = await browser.send("Profiler.stop", {}, session);
  const nodes = new Map(seen.nodes.map((node) => [node.id, node]));
  const parent = new Map(seen.nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
  seen.samples.forEach((id, at) => {
    const took = Math.max(0, seen.timeDeltas[at]) / 1000;
    const leaf = plain(nodes.get(id).callFrame.functionName);
    if (leaf === "(idle)" || leaf === "(program)") {
      return;
    }
    all += took;
    self.set(crateOf(leaf), (self.get(crateOf(leaf)) ?? 0) + took);
    const named = new Set();
    for (let node = id; node !== undefined; node = parent.get(node)) {
      named.add(plain(nodes.get(node).callFrame.functionName));
    }
    named.forEach((name) => within.set(name, (within.get(name) ?? 0) + took));
  });
}
browser.close();
await context.close();

const OURS = new Set(["assessment", "customs", "exposure", "intake", "products", "profile", "remedies", "triggers", "workbook", "web"]);
const share = (took) => `${((took / all) * 100).toFixed(1)} %`;
const top = (map, count, keep = () => true) =>
  [...map].filter(([name]) => keep(name)).sort((a, b) => b[1] - a[1]).slice(0, count);
console.log(`${(all / 1000).toFixed(2)} s in the worker\n`);
console.log("| crate | of the time |\n|---|---|");
top(self, 14).forEach(([name, took]) => console.log(`| ${name} | ${share(took)} |`));
console.log("\n| function, with what it calls | of the time |\n|---|---|");
top(within, 40, (name) => OURS.has(crateOf(name))).forEach(([name, took]) => console.log(`| \`${name}\` | ${share(took)} |`));
