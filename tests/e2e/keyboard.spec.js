// Keys of the page, and the ways of the focus.
import { expect, test } from "./fixtures.js";
import { Playground } from "./pages/playground.js";

test("F6 goes round the panels, and back @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  const panels = [page.locator("header.header"), at.request, at.decision, at.policy, at.wallet, at.timeline];
  for (const panel of [...panels, panels[0]]) {
    await page.keyboard.press("F6");
    await expect(panel).toBeFocused();
  }
  await page.keyboard.press("Shift+F6");
  await expect(at.timeline).toBeFocused();
});

test("Ctrl+Enter runs from a field and from the editor @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.field("RoleSessionName").focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(at.calls).toHaveCount(1);
  await at.editor.click();
  const text = await at.text();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(at.calls).toHaveCount(2);
  expect(await at.text()).toBe(text);
});

test("Ctrl+Z is the text's in a text, and the page's elsewhere @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.run();
  await at.write("{}");
  await expect(at.editor).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  expect(await at.text()).toContain("aws:MultiFactorAuthPresent");
  await expect(at.calls).toHaveCount(1);
  await at.request.getByRole("button", { name: /^Run/ }).focus();
  while ((await at.calls.count()) > 0) await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(at.calls).toHaveCount(1);
});

test("Tab leaves the editor @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.editor.click();
  const text = await at.text();
  await page.keyboard.press("Tab");
  await expect(at.editor).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(at.editor).toBeFocused();
  expect(await at.text()).toBe(text);
});

test("skip links lead past the header", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  for (const [link, heading] of [
    ["Skip to Request", "Request"],
    ["Skip to Decision", "Decision"],
    ["Skip to Policy", "Policy"],
  ]) {
    await page.getByRole("link", { name: link }).focus();
    await expect(page.getByRole("link", { name: link })).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: heading, exact: true })).toBeFocused();
  }
});

test("dialogs take the focus, Esc closes them, and the focus goes back @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  for (const name of ["Share", "Open link", "Help and keys"]) {
    const button = at.tools.getByRole("button", { name });
    await button.focus();
    await page.keyboard.press("Enter");
    await expect(at.dialog).toBeVisible();
    expect(await at.dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await at.close();
    await expect(button).toBeFocused();
  }
});

test("what happens is said once, politely", async ({ page }) => {
  await page.clock.install();
  const at = new Playground(page);
  await at.open();
  await expect(at.status).toHaveAttribute("role", "status");
  await expect(at.status).toHaveText("");
  await at.useCode();
  await at.run();
  await page.clock.runFor(1500);
  await expect(at.status).toContainText("Allowed");
  await expect(at.status).toContainText("Credentials issued");
});
