// @ts-check
// The browser tests, against the release page in dist/. `cargo xtask test` sets CHROMIUM and E2E_PORT.
import { defineConfig } from "@playwright/test";
import { prefix } from "./paths.js";
import { viewports } from "./fixtures.js";

const port = Number(process.env.E2E_PORT ?? 4173);

export default defineConfig({
  testDir: ".",
  outputDir: "results/artifacts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 90_000, // a long flow by keyboard, on a busy machine
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "results/report.json" }]],
  use: {
    baseURL: `http://127.0.0.1:${port}${prefix}`,
    browserName: "chromium",
    colorScheme: "light",
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM,
      args: [
        // No name resolves and no address but this machine's is reached: there is no network for the page.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  // Every test runs at both sizes, unless its title holds @desktop or @phone.
  projects: [
    { name: "desktop", use: { viewport: viewports.desktop }, grepInvert: /@phone/ },
    { name: "phone", use: { viewport: viewports.phone, hasTouch: true, isMobile: true }, grepInvert: /@desktop/ },
  ],
  webServer: {
    command: `node server.js ${port}`,
    url: `http://127.0.0.1:${port}${prefix}`,
    reuseExistingServer: false,
    timeout: 10_000,
  },
});
