// End-to-end tests of `dist/lookback.html` in a real Chromium, both as a host
// serves it and as it lies on a disk. `cargo xtask test` runs them.
import { defineConfig } from "@playwright/test";
import type { Hosting } from "./lib/lookback";

const chromium = process.env.LOOKBACK_CHROMIUM ?? "/usr/bin/chromium";

// Chromium's own errands (updates, sync, component lists) would be noise in a
// test that watches for requests, and failures on a machine without a network.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Long tests, which `LOOKBACK_SOAK=1` adds.
const slow = process.env.LOOKBACK_SOAK ? [] : ["**/*.soak.spec.ts", "**/*.soak.*.spec.ts"];

export default defineConfig<Hosting>({
  testDir: ".",
  outputDir: "test-results",
  timeout: 60_000,
  // Two cores, and tests that measure: one at a time.
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    headless: true,
    launchOptions: { executablePath: chromium, args },
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
  // A test whose file says `.disk` or `.served` makes sense in that way alone.
  projects: [
    { name: "served", use: { hosting: "served" }, testIgnore: ["**/*.disk.spec.ts", ...slow] },
    { name: "from disk", use: { hosting: "disk" }, testIgnore: ["**/*.served.spec.ts", ...slow] },
  ],
});
