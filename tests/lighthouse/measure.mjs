// Lighthouse over `dist/lookback.html`, as a host serves it: compressed, with
// the headers that the project recommends. `cargo xtask soak lighthouse` runs it.
//
// Accessibility and best practices have to be 100 and performance at least 95
// on a computer, its line slowed in the browser. Told beside it, and not
// counted: a slow phone on a slow line, and Lighthouse's own model of slowing,
// which takes a document for all or nothing, while browsers show the beginning
// of this one, the first screen, long before its end has come.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import * as launcher from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

const file = process.env.LOOKBACK_FILE ?? new URL("../../dist/lookback.html", import.meta.url);
const page = gzipSync(await readFile(file));
const server = createServer((request, response) => {
  if (request.url !== "/") {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-encoding": "gzip",
    "cache-control": "no-store",
    "content-security-policy": "frame-ancestors 'self'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  response.end(page);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `http://127.0.0.1:${server.address().port}/`;

const least = { performance: 95, accessibility: 100, "best-practices": 100 };
const runs = [
  ["desktop, slowed in the browser", { ...desktopConfig.settings, throttlingMethod: "devtools" }, desktopConfig, true],
  ["phone, slowed in the browser", { throttlingMethod: "devtools" }, undefined, false],
  ["desktop, not slowed", { ...desktopConfig.settings, throttlingMethod: "provided" }, desktopConfig, true],
  ["desktop, slowed by Lighthouse's model", {}, desktopConfig, false],
];

let failed = false;
for (const [name, settings, config, counts] of runs) {
  const browser = await launcher.launch({
    chromePath: process.env.LOOKBACK_CHROMIUM ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const result = await lighthouse(
    address,
    { port: browser.port, onlyCategories: Object.keys(least), logLevel: "error", ...settings },
    config,
  );
  browser.kill();
  const { categories, audits } = result.lhr;
  const scores = Object.keys(least).map((id) => [id, Math.round(categories[id].score * 100)]);
  const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"]
    .map((id) => `${id} ${audits[id].displayValue}`);
  console.log(`${name}: ${scores.map(([id, score]) => `${id} ${score}`).join(", ")}\n  ${times.join(", ")}`);
  for (const [id, score] of scores) {
    if (score >= least[id]) {
      continue;
    }
    failed ||= counts;
    for (const { id: audit, weight } of categories[id].auditRefs) {
      if (weight > 0 && audits[audit].score !== null && audits[audit].score < 1) {
        console.log(`  ${id}: ${audits[audit].title} (${audits[audit].displayValue ?? audits[audit].score})`);
      }
    }
  }
}
server.close();
process.exitCode = failed ? 1 : 0;
