// Screenshots to look at, in results/screens; with UPDATE_SCREENSHOT=1 also the one that the README shows.
import { fileURLToPath } from "node:url";
import { expect, screenshot, test, viewports } from "./fixtures.js";
import { Playground } from "./pages/playground.js";

const shown = fileURLToPath(new URL("screenshots/desktop.png", import.meta.url));

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(viewports)) {
    test(`${size}, ${colorScheme} @desktop`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(viewport);
      if (size === "embed") {
        await page.goto("./embed.html");
        await expect(page.locator(".verdict")).toBeVisible();
        await screenshot(page, `${size}-${colorScheme}`);
        return;
      }
      const at = new Playground(page);
      await at.open();
      await screenshot(page, `${size}-${colorScheme}-denied`);
      await at.useCode();
      await at.run();
      await at.pause();
      for (const tab of ["Policy", "Wallet", "Time", "Ask"]) {
        await at.show(tab);
        await screenshot(page, `${size}-${colorScheme}-${tab.toLowerCase()}`);
      }
    });
  }
}

test("the README's picture @desktop", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const at = new Playground(page);
  await at.open();
  await expect(at.policy.locator(".cm-missed")).toBeVisible();
  const path = process.env.UPDATE_SCREENSHOT ? { path: shown } : {};
  const picture = await page.screenshot({ animations: "disabled", ...path });
  expect(picture.length).toBeGreaterThan(10_000);
});
