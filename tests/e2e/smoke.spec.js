// The release page as such: its files, its policy, its start, alone and embedded.
import { readFileSync, readdirSync } from "node:fs";
import { expect, openEmbed, test } from "./fixtures.js";
import { dist } from "./server.js";

test("dist holds the two pages and one file of each kind", () => {
  const names = readdirSync(dist).map((name) => name.replace(/-[0-9a-f]{16}\./, "-HASH."));
  expect(names.sort()).toEqual(["editor-HASH.js", "embed.html", "index.html", "main-HASH.css", "web-HASH.js", "web-HASH.wasm"]);
  const index = readFileSync(`${dist}index.html`, "utf8");
  const embed = readFileSync(`${dist}embed.html`, "utf8");
  expect(embed).toBe(index.replace("<html ", "<html data-embed "));
  expect(index).not.toContain("unsafe-inline");
});

test("the page starts under its own policy, and nothing else is reached", async ({ page, problems }) => {
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto("./");
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveCount(1);
  expect(requests.filter((url) => !url.startsWith("data:")).length).toBeLessThanOrEqual(6);

  problems.expect(/Content Security Policy|connect-src|127\.0\.0\.2/);
  const outcome = await page.evaluate(() => fetch("http://127.0.0.2:9/").then(() => "sent", () => "refused"));
  expect(outcome).toBe("refused");
  expect(problems.all().join()).toContain("Content Security Policy");
});

test("the embed starts in a sandbox without an origin or storage", async ({ page }) => {
  const frame = await openEmbed(page);
  await expect(frame.getByRole("heading").first()).toBeVisible();
  await expect(frame.locator("html")).toHaveAttribute("data-embed", "");
  expect(await frame.locator("html").evaluate(() => origin)).toBe("null");
});
