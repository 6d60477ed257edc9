// Where the time of one assessment goes in the browser: samples of the worker's
// stack, by crate and by function, from a build that kept its names.
//
// usage: node profile.mjs --artefact FILE --file CSV
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";

const { values: options } = parseArgs({
  options: {
    artefact: { type: "string" },
    file: { type: "string" },
  },
});

const browser = await chromium.launch({
  executablePath: process.env.LOOKBACK_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
const session = await page.context().newCDPSession(page);

// A worker is spoken to through its page.
const waiting = new Map();
const workers = [];
let last = 0;
const ask = (sessionId, method, params = {}) =>
  new Promise((resolve) => {
    last += 1;
    waiting.set(last, resolve);
    session.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id: last, method, params }) });
  });
session.on("Target.receivedMessageFromTarget", ({ message }) => {
  const { id, result } = JSON.parse(message);
  waiting.get(id)?.(result);
});
session.on("Target.attachedToTarget", async ({ sessionId, targetInfo }) => {
  if (targetInfo.type === "worker") {
    workers.push(sessionId);
    await ask(sessionId, "Profiler.enable");
    await ask(sessionId, "Profiler.setSamplingInterval", { interval: 1000 });
    await ask(sessionId, "Profiler.start");
  }
});
await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
await page.goto(pathToFileURL(path.resolve(options.artefact)).href);
await page.getByRole("link", { name: "Go on to my files" }).click();
// The worker makes ready first, as it does while a visitor looks for their file.
await page.waitForTimeout(4000);
for (const worker of workers) {
  await ask(worker, "Profiler.stop");
  await ask(worker, "Profiler.start");
}
await page.locator('input[type="file"]').first().setInputFiles(options.file);
await page.locator(".done a.button").first().waitFor({ timeout: 600_000 });

// A function's crate: the first word of its path, of a type's path in an impl.
const crateOf = (name) => /^(?:<[&*]*(?:mut )?(?:dyn )?)*([a-z_0-9]+)::/.exec(name)?.[1] ?? (name.startsWith("(") ? name : "other");
const plain = (name) => name.replace(/::h[0-9a-f]{16}$/, "");
const self = new Map();
const within = new Map();
let all = 0;
for (const worker of workers) {
  const { profile: seen } = await ask(worker, "Profiler.stop");
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
await browser.close();

const OURS = new Set(["assessment", "customs", "exposure", "intake", "products", "profile", "remedies", "triggers", "workbook", "web"]);
const share = (took) => `${((took / all) * 100).toFixed(1)} %`;
const top = (map, count, keep = () => true) =>
  [...map].filter(([name]) => keep(name)).sort((a, b) => b[1] - a[1]).slice(0, count);
console.log(`${(all / 1000).toFixed(2)} s in the worker\n`);
console.log("| crate | of the time |\n|---|---|");
top(self, 14).forEach(([name, took]) => console.log(`| ${name} | ${share(took)} |`));
console.log("\n| function, with what it calls | of the time |\n|---|---|");
top(within, 40, (name) => OURS.has(crateOf(name))).forEach(([name, took]) => console.log(`| \`${name}\` | ${share(took)} |`));
