// Runs everyone on the same files, in one browser, and writes the table.
//
// usage: node run.mjs --artefact FILE --sample PROGRAM --native PROGRAM
//        --calamine FOLDER --work FOLDER --out FILE
//        [--runs 3] [--lines 1000000] [--rows 100000] [--large 5000000]
//        [--sizes 10000,100000]
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { text, workbook } from "./files.mjs";
import { watch } from "./memory.mjs";

const { values: options } = parseArgs({
  options: {
    artefact: { type: "string" },
    sample: { type: "string" },
    native: { type: "string" },
    calamine: { type: "string" },
    work: { type: "string" },
    out: { type: "string" },
    runs: { type: "string", default: "3" },
    lines: { type: "string", default: "1000000" },
    rows: { type: "string", default: "100000" },
    large: { type: "string", default: "0" },
    sizes: { type: "string", default: "10000,100000" },
  },
});
const here = import.meta.dirname;
const AS_OF = "2026-11-24";

const kinds = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };

// Everything from one origin on this machine.
async function serve() {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://here").pathname);
    const file = asked === "/lookback.html" ? options.artefact
      : asked.startsWith("/calamine/") ? path.join(options.calamine, path.basename(asked))
      : path.join(here, path.normalize(asked));
    try {
      const bytes = await readFile(file);
      const kind = kinds[path.extname(file).slice(1)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": kind }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

// A browser of its own for every run, so that nobody inherits a warm heap.
async function fresh(use) {
  const mark = `lookback-bench-${process.pid}`;
  const browser = await chromium.launch({
    executablePath: process.env.LOOKBACK_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--no-first-run",
      // Handed on to the processes of the pages, where the memory is looked up.
      `--js-flags=--stack-size=984`, `--user-agent=${mark}`],
  });
  try {
    return await use(await browser.newPage(), mark);
  } finally {
    await browser.close();
  }
}

async function give(page, file) {
  await page.evaluate(() => {
    const input = document.createElement("input");
    input.type = "file";
    input.id = "file";
    document.body.append(input);
  });
  await page.locator("#file").setInputFiles(file);
}

// How long a visitor takes to find their file, at the least. Lookback's worker
// makes ready in that time; the others get it as well.
const CHOOSING = 3000;

// A rival: from the file to whatever its page does with it.
const rival = (name) => (file) =>
  fresh(async (page, mark) => {
    await page.goto(`${origin}/pages/${name}.html`);
    await page.waitForFunction(() => typeof window.run === "function");
    await give(page, file);
    await page.waitForTimeout(CHOOSING);
    const stop = watch("--type=renderer");
    const seconds = await page.evaluate(async () => {
      const start = performance.now();
      await window.run(document.querySelector("#file").files[0]);
      return (performance.now() - start) / 1000;
    });
    return { seconds, memory: stop(), mark };
  });

// Lookback: from the file to the finished assessment, as a visitor gets it who
// took so long to choose it. All that the page did since it opened counts as
// added memory.
const lookback = (choosing) => (file) =>
  fresh(async (page) => {
    await page.goto(`${origin}/lookback.html`);
    await page.getByRole("link", { name: "Go on to my files" }).waitFor();
    const stop = watch("--type=renderer");
    await page.getByRole("link", { name: "Go on to my files" }).click();
    await page.evaluate(() => {
      const bench = (window.bench = { start: 0, end: 0, longest: 0 });
      document.addEventListener("change", () => (bench.start = performance.now()), true);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (bench.start > 0 && bench.end === 0) bench.longest = Math.max(bench.longest, entry.duration);
        }
      }).observe({ type: "longtask" });
      new MutationObserver(() => {
        if (bench.end === 0 && document.querySelector(".done a.button")) bench.end = performance.now();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await page.waitForTimeout(choosing);
    await page.locator('input[type="file"]').first().setInputFiles(file);
    await page.waitForFunction(() => window.bench.end > 0, undefined, { timeout: 600_000 });
    const { seconds, longest } = await page.evaluate(() => ({
      seconds: (window.bench.end - window.bench.start) / 1000,
      longest: window.bench.longest,
    }));
    return { seconds, memory: stop(), longest };
  });

// The terminal program on the same file.
const native = async (file) => {
  const start = performance.now();
  execFileSync(options.native, ["assess", file, "--as-of", AS_OF, "--json"], {
    maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"],
  });
  return { seconds: (performance.now() - start) / 1000, memory: Number.NaN };
};

// How soon a stranger sees a screen to act on, in a browser that never saw the
// page, and how soon the program behind it answers.
const cold = () =>
  fresh(async (page) => {
    await page.goto(`${origin}/lookback.html`, { waitUntil: "commit" });
    await page.getByRole("link", { name: "Go on to my files" }).click();
    await page.locator('input[type="file"]').first().waitFor({ state: "attached" });
    return page.evaluate(() => ({
      painted: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      answered: performance.now(),
    }));
  });

// How soon the work stops when told to, in the middle of reading.
const stopped = (file) =>
  fresh(async (page) => {
    await page.goto(`${origin}/lookback.html`);
    await page.getByRole("link", { name: "Go on to my files" }).click();
    await page.locator('input[type="file"]').first().setInputFiles(file);
    const stop = page.getByRole("button", { name: "Stop" });
    await page.getByText("Reading file").first().waitFor();
    return stop.evaluate((button) => new Promise((resolve) => {
      const start = performance.now();
      const gone = () => {
        if (!button.isConnected) {
          resolve(performance.now() - start);
        }
      };
      new MutationObserver(gone).observe(document.body, { childList: true, subtree: true });
      button.click();
      gone();
    }));
  });

// How soon the findings of a file stand as they are asked for: searched, sorted,
// filtered, one of them opened.
const acts = (file) =>
  fresh(async (page) => {
    await page.goto(`${origin}/lookback.html`);
    await page.getByRole("link", { name: "Go on to my files" }).click();
    await page.waitForTimeout(CHOOSING);
    await page.locator('input[type="file"]').first().setInputFiles(file);
    await page.locator(".done a.button").first().click({ timeout: 600_000 });
    await page.locator(".filters").waitFor();
    return page.evaluate(async () => {
      const findings = () => document.querySelectorAll(".findings a").length;
      // From an act to the first picture after the page has changed for it.
      const timed = (act) =>
        new Promise((resolve) => {
          const begun = performance.now();
          new MutationObserver((_, observer) => {
            observer.disconnect();
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
          }).observe(document.body, { childList: true, subtree: true, characterData: true });
          act();
        });
      const choose = (list, option) => () => {
        const label = [...document.querySelectorAll(".filters label")].find((one) => one.textContent.startsWith(list));
        const select = label.querySelector("select");
        select.value = [...select.options].find((one) => one.text === option).value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      };
      const before = findings();
      const sorted = await timed(choose("Order", "Subject, A to Z"));
      const filtered = await timed(choose("Category", "Tariff classification"));
      const fewer = findings();
      const search = document.querySelector('input[type="search"]');
      const searched = await timed(() => {
        search.value = "047"; // a filer of the sample
        search.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      const begun = performance.now();
      document.querySelector(".findings a").click();
      await new Promise((resolve) => {
        const look = () => (document.querySelector("table.rows") ? setTimeout(resolve) : requestAnimationFrame(look));
        requestAnimationFrame(look);
      });
      return { before, fewer, sorted, filtered, searched, opened: performance.now() - begun };
    });
  });

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// Everyone once, then everyone again, so that a slow minute hits all.
async function compare(file, contestants, runs) {
  const all = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < runs; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      const result = await run(file);
      console.log(`${path.basename(file)} ${name}: ${result.seconds.toFixed(2)} s, +${result.memory.toFixed(0)} MB`);
      all[name].push(result);
    }
  }
  return Object.fromEntries(Object.entries(all).map(([name, results]) => {
    const seconds = results.map((one) => one.seconds);
    return [name, {
      seconds: median(seconds),
      least: Math.min(...seconds),
      most: Math.max(...seconds),
      memory: median(results.map((one) => one.memory)),
      longest: Math.max(0, ...results.map((one) => one.longest ?? 0)),
    }];
  }));
}

function table(title, results) {
  const ours = results.Lookback;
  const lines = Object.entries(results).map(([name, one]) => {
    const memory = Number.isNaN(one.memory) ? "" : `${one.memory.toFixed(0)} MB`;
    const ratio = name === "Lookback" ? "" : `${(ours.seconds / one.seconds).toFixed(2)} ×`;
    return `| ${name} | ${one.seconds.toFixed(2)} s | ${one.least.toFixed(2)}–${one.most.toFixed(2)} s | ${ratio} | ${memory} |`;
  });
  return [`### ${title}`, "", "| | median | spread | Lookback takes | added memory |", "|---|---|---|---|---|", ...lines, ""].join("\n");
}

const { origin, close } = await serve();
const runs = Number(options.runs);
const parts = [];
const size = async (file) => `${((await stat(file)).size / 1e6).toFixed(0)} MB`;

const csv = await text(options.sample, Number(options.lines), options.work);
const csvResults = await compare(csv, {
  Lookback: lookback(CHOOSING),
  "PapaParse, parsing only": rival("papaparse"),
  "DuckDB-Wasm, read_csv and one GROUP BY": rival("duckdb"),
  "Lookback in a terminal, one thread": native,
}, runs);
parts.push(table(`${Number(options.lines).toLocaleString("en")} rows × 25 of CSV (${await size(csv)})`, csvResults));

const xlsx = await workbook(options.sample, Number(options.rows), options.work);
const xlsxResults = await compare(xlsx, {
  Lookback: lookback(CHOOSING),
  "SheetJS, to rows only": rival("sheetjs"),
  "calamine, streaming cells only": rival("calamine"),
}, runs);
parts.push(table(`${Number(options.rows).toLocaleString("en")} rows × 25 of XLSX (${await size(xlsx)})`, xlsxResults));

// What a line costs, from small files to large; and what a file costs that is
// dropped before the worker could make ready.
const sizes = [...options.sizes.split(","), options.lines, options.large].map(Number).filter((lines) => lines > 0);
const cost = [];
for (const lines of sizes) {
  const file = await text(options.sample, lines, options.work);
  const one = lines === Number(options.lines) ? csvResults.Lookback
    : (await compare(file, { Lookback: lookback(CHOOSING) }, lines > 2_000_000 ? 1 : runs)).Lookback;
  const atOnce = lines > 2_000_000 ? ""
    : `${(await compare(file, { "Lookback, at once": lookback(0) }, runs))["Lookback, at once"].seconds.toFixed(2)} s`;
  cost.push(`| ${lines.toLocaleString("en")} | ${await size(file)} | ${one.seconds.toFixed(2)} s `
    + `| ${((one.seconds / lines) * 1e6).toFixed(1)} µs | ${atOnce} | ${one.memory.toFixed(0)} MB |`);
}
parts.push("### What a line costs", "",
  "| rows × 25 of CSV | file | Lookback, to the assessment | a row | the same, dropped as the page opens | added memory |",
  "|---|---|---|---|---|---|", ...cost, "");

const starts = [];
const stops = [];
const asked = [];
for (let round = 0; round < runs; round += 1) {
  starts.push(await cold());
  stops.push(await stopped(csv));
  asked.push(await acts(csv));
}
const of = (list) => `${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)}–${Math.max(...list).toFixed(0)})`;
parts.push("### Waiting", "", "| | median (spread) |", "|---|---|",
  `| first screen painted, on a cold load | ${of(starts.map((one) => one.painted))} |`,
  `| the program behind it has answered the first click | ${of(starts.map((one) => one.answered))} |`,
  `| the work stopped, after the click that stops it | ${of(stops)} |`,
  `| findings of ${Number(options.lines).toLocaleString("en")} rows (${asked[0].before} shown): sorted | ${of(asked.map((one) => one.sorted))} |`,
  `| filtered (${asked[0].fewer} shown) | ${of(asked.map((one) => one.filtered))} |`,
  `| searched | ${of(asked.map((one) => one.searched))} |`,
  `| one of them opened | ${of(asked.map((one) => one.opened))} |`, "");
parts.push(`Longest task on the main thread while ${Number(options.lines).toLocaleString("en")} rows were read and assessed: ${csvResults.Lookback.longest.toFixed(0)} ms (0: none over 50 ms).`, "");
close();
await writeFile(options.out, parts.join("\n"));
console.log(`\n${parts.join("\n")}`);
