// The embed: one scenario in a sandboxed frame of somebody else's page, which keeps its focus, address and storage.
import { expect, expectAccessible, openEmbed, screenshot, test } from "./fixtures.js";
import { Playground } from "./pages/playground.js";

test("one scenario runs in a sandboxed frame, from denied to a countdown", async ({ page }) => {
  const frame = await openEmbed(page);
  await expect(frame.locator(".verdict .headline")).toHaveText("Denied by the role's trust policy");
  await frame.locator(".device").getByRole("button", { name: "Use" }).click();
  await expect(frame.locator(".verdict .headline")).toHaveText(/^Allowed/);
  await frame.getByRole("button", { name: /^Run/ }).click();
  await expect(frame.locator(".countdown .left")).toHaveText(/^(1 h|5\d m)/);
  await frame.getByRole("button", { name: "Pause" }).click();
  await frame.getByRole("button", { name: "To next expiry" }).click();
  await expect(frame.locator(".countdown .left")).toHaveText("1 s");
  await frame.getByRole("button", { name: "Cross the expiry" }).click();
  await expect(frame.locator(".countdown .left")).toHaveText("expired");
});

test("the frame takes no focus, writes no storage and leaves addresses alone", async ({ page }) => {
  const address = async () => [page.url(), page.frames().at(-1).url(), await page.evaluate(() => history.length)];
  const frame = await openEmbed(page, "#s/third-party-external-id");
  await expect(frame.locator(".verdict .reason")).toContainText("sts:ExternalId");
  expect(await page.evaluate(() => document.activeElement.tagName)).toBe("BODY");
  const before = await address();
  const field = page.getByLabel("A field of the page itself:");
  await field.focus();
  await frame.getByText("Change", { exact: true }).evaluate((element) => element.click());
  await frame.getByLabel("ExternalId", { exact: true }).evaluate((input) => {
    input.value = "unique-external-id-12345";
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
  await expect(frame.locator(".verdict .headline")).toHaveText(/^Allowed/);
  await frame.getByRole("button", { name: /^Run/ }).evaluate((button) => button.click());
  await expect(frame.locator(".countdown")).toBeVisible();
  await expect(field).toBeFocused();
  expect(await address()).toEqual(before);
  expect(await frame.locator("html").evaluate(() => { try { return localStorage.length; } catch { return "refused"; } })).toBe("refused");
  expect(await page.context().storageState()).toEqual({ cookies: [], origins: [] });
});

test("Open in playground carries the current state", async ({ page, freshPage }) => {
  const frame = await openEmbed(page);
  await frame.locator(".device").getByRole("button", { name: "Use" }).click();
  await frame.getByRole("button", { name: /^Run/ }).click();
  await frame.getByRole("button", { name: "Pause" }).click();
  await frame.getByRole("button", { name: "15 minutes later" }).click();
  const left = await frame.locator(".countdown .left").textContent();
  const link = frame.getByRole("link", { name: /Open in playground/ });
  await expect(link).toHaveAttribute("target", "_blank");
  const at = new Playground(await freshPage());
  await at.page.goto(await link.getAttribute("href"));
  await at.expectLife(left);
});

test("Copy embed gives a frame that shows this state", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.fill("RoleSessionName", "From-the-page");
  await at.tool("Share");
  const html = await at.dialog.getByLabel("Embed in a page").inputValue();
  expect(html).toContain('sandbox="allow-scripts');
  expect(html).not.toContain("allow-same-origin");
  const src = html.match(/src="([^"]*)"/)[1].replaceAll("&amp;", "&");
  expect(src).toMatch(/\/embed\.html#/);
  const frame = await openEmbed(page, src.slice(src.indexOf("#")));
  await frame.getByText("Change", { exact: true }).click();
  await expect(frame.getByLabel("RoleSessionName", { exact: true })).toHaveValue("From-the-page");
});

test("a broken link in an embed says so", async ({ page }) => {
  const frame = await openEmbed(page, "#w/d1.AAAA.AAAAAAA");
  await expect(frame.locator("body")).toContainText("cut short or altered");
});

test("by keyboard alone: Tab goes in, through and out again @desktop", async ({ page }) => {
  const frame = await openEmbed(page);
  await expect(frame.locator(".verdict")).toBeVisible();
  const field = page.getByLabel("A field of the page itself:");
  let inside = 0;
  for (let presses = 0; presses < 80 && !(await field.evaluate((input) => input === document.activeElement)); presses += 1) {
    await page.keyboard.press("Tab");
    inside += Number(await page.evaluate(() => document.activeElement.tagName === "IFRAME"));
  }
  await expect(field).toBeFocused();
  expect(inside).toBeGreaterThan(8);
});

test("axe finds nothing, light or dark", async ({ page, problems }) => {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const frame = await openEmbed(page);
    await expect(frame.locator(".verdict")).toBeVisible();
    await screenshot(page, `embed-${colorScheme}`);
    expect(problems.unexpected()).toEqual([]);
    problems.expect(/Applying inline style/); // of axe itself, which measures in the frame
    await expectAccessible(page);
  }
});
