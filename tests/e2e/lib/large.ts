// A large file of entry lines, and what keeps the page's own thread busy.
import type { Page } from "@playwright/test";

// A text file of so many entry lines: two products under several numbers, so
// that single findings have a good part of all lines behind them.
export function large(lines: number): Buffer {
  const head = "Entry Number,Line,HTS,Entry Date,Entered Value,Duty,Country of Origin,Quantity,Part Number";
  const pad = (n: number, width: number) => String(n).padStart(width, "0");
  const rows: string[] = [head];
  for (let at = 0; at < lines; at += 1) {
    const year = 2022 + (at % 4);
    const date = `${pad(1 + (at % 12), 2)}/${pad(1 + (at % 28), 2)}/${year}`;
    const hts = at % 3 === 0 ? "4202923131" : "6307909891";
    const value = 1_000 + (at % 701);
    const entry = `ABC${pad(Math.floor(at / 40), 7)}${at % 10}`;
    rows.push(`${entry},${1 + (at % 40)},${hts},${date},${value}.00,${Math.round(value * 0.1)}.00,VN,${10 + (at % 9)},P-${at % 2}`);
  }
  return Buffer.from(rows.join("\n"));
}

// Begins to note tasks of over 50 ms on the page's own thread.
export async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map((entry) => Math.round(entry.duration)));
    }).observe({ entryTypes: ["longtask"] });
    (globalThis as unknown as { tasks: number[] }).tasks = tasks;
  });
}

// The durations noted so far, in milliseconds, longest first; forgets them.
export function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { tasks: number[] }).tasks.splice(0).sort((a, b) => b - a),
  );
}
