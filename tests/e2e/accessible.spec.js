// axe on every state of the page, in both themes.
import { expect, expectAccessible, test } from "./fixtures.js";
import { Playground } from "./pages/playground.js";

const states = {
  "as it opens": async () => {},
  "with every detail open": async (at) => {
    await at.page.locator("details").evaluateAll((all) => all.forEach((details) => (details.open = true)));
  },
  "with a problem in a field": async (at) => {
    await at.fill("DurationSeconds", "899");
    await expect(at.field("DurationSeconds")).toHaveAttribute("aria-invalid", "true");
  },
  "after a call is allowed": async (at) => {
    await at.useCode();
    await at.run();
    await at.expectAnswer();
    await at.pause();
    await at.show("Ask");
  },
  "with credentials held": async (at) => {
    await at.useCode();
    await at.run();
    await at.pause();
    await at.show("Wallet");
  },
  "with credentials that end": async (at) => {
    await at.openScenario("Credentials that expire");
    await at.clock("To next expiry");
    await at.show("Wallet");
  },
  "with credentials that have expired": async (at) => {
    await at.openScenario("Credentials that expire");
    await at.clock("15 minutes later");
    await at.run();
    await at.expectError("ExpiredToken");
    await at.show("Wallet");
  },
  "with calls on the timeline": async (at) => {
    await at.run();
    await at.show("Time");
  },
  "with a policy in the editor": async (at) => {
    await at.show("Policy");
    await expect(at.editor).toBeVisible();
  },
  "with half a policy": async (at) => {
    await at.write('{"Version": ');
    await expect(at.draftNote).toBeVisible();
  },
  "with the gallery": (at) => at.page.getByRole("button", { name: /^Scenario:/ }).click(),
  "with Share": (at) => at.tool("Share"),
  "with Open link": (at) => at.tool("Open link"),
  "with Help": (at) => at.tool("Help and keys"),
};

for (const colorScheme of ["light", "dark"]) {
  for (const [name, reach] of Object.entries(states)) {
    test(`${name}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const at = new Playground(page);
      await at.open();
      await reach(at);
      await expectAccessible(page);
    });
  }

  test(`with the menu, ${colorScheme} @phone`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const at = new Playground(page);
    await at.open();
    await at.tools.getByRole("button", { name: "Menu" }).click();
    await expect(at.tools.getByRole("button", { name: "Undo" })).toBeVisible();
    await expectAccessible(page);
  });
}
