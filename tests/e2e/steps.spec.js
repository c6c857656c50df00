// Undo, redo and reset over edits, calls and jumps of the clock; the gallery; the history of calls.
import { expect, test } from "./fixtures.js";
import { flow } from "./pages/flow.js";
import { Playground } from "./pages/playground.js";

const deny = '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}';

flow("undo and redo go through edits, calls and jumps one by one", async (at) => {
  await at.open();
  await at.useCode();
  const undo = at.tools.getByRole("button", { name: "Undo", includeHidden: true });
  await expect(undo).toHaveAttribute("aria-disabled", "true");
  await at.run();
  await at.pause();
  await at.clock("1 hour later");
  await at.showPolicy("CrossAccountRole", "Trust policy");
  await at.write(deny);

  const state = async () => [await at.calls.locator(".result").allTextContents(), await at.timeline.locator(".clock time").textContent()];
  await expect(at.timeline.locator(".flip")).toHaveText("▼ now denied");
  await at.tool("Undo");
  await expect(at.timeline.locator(".flip")).toHaveCount(0);
  expect(await state()).toEqual([["ok"], expect.stringMatching(/^10:30:\d\dZ$/)]);
  await at.tool("Undo");
  expect(await state()).toEqual([["ok"], expect.stringMatching(/^09:30:\d\dZ$/)]);
  await at.tool("Undo");
  await expect(at.calls).toHaveCount(0);
  for (let step = 0; step < 3; step += 1) await at.tool("Redo");
  await expect(at.timeline.locator(".flip")).toHaveText("▼ now denied");
  await expect(at.tools.getByRole("button", { name: "Redo", includeHidden: true })).toHaveAttribute("aria-disabled", "true");
});

flow("reset goes back to the scenario as opened, and can be undone", async (at) => {
  await at.open();
  await at.run();
  await expect(at.page.getByText("edited", { exact: true })).toBeAttached();
  await at.tool("Reset to the scenario as opened");
  await expect(at.calls).toHaveCount(0);
  await at.tool("Undo");
  await expect(at.calls).toHaveCount(1);
});

flow("a call of the history is shown again", async (at) => {
  await at.open();
  await at.run();
  await at.useCode();
  await at.run();
  await at.expectAnswer();
  await at.pause();
  await at.show("Time");
  await at.hand.press(at.calls.nth(1));
  await at.expectError("AccessDenied");
  await expect(at.calls.nth(1)).toHaveAttribute("aria-current", "true");
});

flow("the gallery opens each of its scenarios", async (at) => {
  await at.open();
  for (const [title, headline] of [
    ["A third party with an external id", /^Denied by the role's trust policy/],
    ["GetSessionToken for a call that wants MFA", /^Denied/],
    ["Credentials that expire", /^Allowed/],
    ["Cross-account access with MFA", /^Denied by the role's trust policy/],
  ]) {
    await at.openScenario(title);
    await expect(at.page.getByRole("button", { name: `Scenario: ${title}` })).toBeVisible();
    await expect(at.headline).toHaveText(headline);
  }
});

test("a new, empty scenario has a seed of its own", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  const links = [];
  for (let round = 0; round < 2; round += 1) {
    await at.openScenario(/New, empty/);
    links.push(await at.share());
  }
  expect(links[0].digest).not.toBe(links[1].digest);
});

test("edited work is kept when another scenario takes its place", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.run();
  await at.openScenario("Credentials that expire");
  await page.getByRole("button", { name: "Go back to it" }).click();
  await expect(at.calls).toHaveCount(1);
});
