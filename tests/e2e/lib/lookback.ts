// What the tests share: the artefact under test, opened the way that the
// project asks for, with everything watched that must stay silent.
import { test as base, expect, type Page } from "@playwright/test";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { serveFile } from "./server";
import { Wire } from "./wire";

// The artefact under test.
export const artefact = path.resolve(
  process.env.LOOKBACK_FILE ?? path.join(__dirname, "../../../dist/lookback.html"),
);

export interface Hosting {
  // How the artefact reaches the browser.
  hosting: "served" | "disk";
}

interface Fixtures {
  // The artefact's address.
  address: string;
  // Everything that goes over the wire, from before the page is opened.
  wire: Wire;
  // What the page complains of: errors on the console and uncaught ones.
  complaints: string[];
  // The page, opened and started.
  lookback: Page;
}

export const test = base.extend<Fixtures & Hosting>({
  hosting: ["served", { option: true }],

  address: async ({ hosting }, use) => {
    if (hosting === "disk") {
      await use(pathToFileURL(artefact).href);
      return;
    }
    const server = await serveFile(artefact);
    await use(server.address);
    await server.close();
  },

  wire: async ({ page }, use) => {
    await use(await Wire.tap(page));
  },

  complaints: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") {
        complaints.push(`${message.type()}: ${message.text()}`);
      }
    });
    page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
    await use(complaints);
  },

  lookback: async ({ page, address, wire: _wire, complaints: _complaints }, use) => {
    await page.goto(address);
    await use(page);
  },
});

// The program has taken the place of the screen that says it is starting.
export async function started(page: Page): Promise<void> {
  await expect(page.locator("#boot-loading")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

// What a new worker says first: "message" when it is ready, "error" when it
// could not start.
export function firstWordOfAWorker(page: Page): Promise<string> {
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

export { expect };
