// Every screen of the page, and how to get there with the sample importer's
// results in memory.
import type { Page } from "@playwright/test";
import { expect, started } from "./lookback";

export interface Screen {
  name: string;
  show(page: Page): Promise<void>;
}

// Changes the hash as a link does, and waits for the heading.
export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to;
  }, hash);
  await expect(page.locator("#content h1")).toBeVisible();
}

// The sample importer, read and assessed.
export async function withSample(page: Page): Promise<void> {
  await started(page);
  await go(page, "#start");
  await page.getByRole("button", { name: "Try it with a sample importer" }).first().click();
  await expect(page.getByRole("link", { name: "See the results" })).toBeVisible({
    timeout: 60_000,
  });
}

const at = (name: string, hash: string): Screen => ({ name, show: (page) => go(page, hash) });

// Those that need no files.
export const before: Screen[] = [
  at("before you start", "#start"),
  at("speak to counsel first", "#counsel"),
  at("your files", "#drop"),
  at("nothing read yet", "#read"),
  at("no results yet", "#results"),
  at("rulebook", "#rulebook"),
  at("privacy", "#privacy"),
];

// Those that show the sample's results.
export const after: Screen[] = [
  {
    name: "what we read",
    show: async (page) => {
      await go(page, "#read");
      await page.getByText("What the columns were taken for").first().click();
    },
  },
  {
    name: "questions",
    show: async (page) => {
      await go(page, "#questions");
      for (const part of await page.locator(".part > summary").all()) {
        await part.click();
      }
    },
  },
  at("results", "#results"),
  ...[
    ["a code timeline", "One product, several tariff numbers"],
    ["unit values", "Unit value away from"],
    ["a calendar", "Corrections again and again"],
    ["a checklist", "Compliance file per product"],
    ["a grid", "Brokers disagree"],
    ["bars", "Priority sectors"],
    ["months", "Late summaries"],
    ["lanes", "Several origins for one product"],
    ["pairs", "Near-identical descriptions"],
  ].map(
    ([name, indicator]): Screen => ({
      name: `a finding with ${name}`,
      show: async (page) => {
        await go(page, "#results");
        await page.getByRole("searchbox").fill(indicator);
        await page.locator(".findings a").first().click();
        await expect(page.locator(".sheet")).toBeVisible();
        // A pattern that cost no duty has no figures.
        const figures = page.getByText("How each figure comes about");
        if ((await figures.count()) > 0) {
          await figures.first().click();
        }
      },
    }),
  ),
  at("what an audit asks for", "#papers/readiness"),
  {
    name: "compliance files",
    show: async (page) => {
      await go(page, "#papers/files");
      await expect(page.locator(".file-grid")).toBeVisible();
    },
  },
  {
    name: "disclosure worksheet",
    show: async (page) => {
      await go(page, "#papers/disclosure");
      await expect(page.locator(".paper")).toBeVisible();
    },
  },
  {
    name: "ruling worksheets",
    show: async (page) => {
      await go(page, "#papers/rulings");
      await page.locator(".ruling > summary").first().click();
    },
  },
  {
    name: "take away",
    show: async (page) => {
      await go(page, "#take-away");
      await expect(page.locator(".paper-finding").first()).toBeVisible();
    },
  },
];
