// Links that cannot be opened say so, and what is open stays open.
import { expect, test } from "./fixtures.js";
import { flow } from "./pages/flow.js";
import { Playground } from "./pages/playground.js";

const large = "A".repeat(10 * 1024 * 1024);

flow("a pasted link opens, one cut short does not", async (at) => {
  await at.open();
  await at.fill("RoleSessionName", "Mine");
  const { link } = await at.share();
  await at.openScenario(/Credentials that expire/);
  const box = at.dialog.getByRole("textbox", { name: "Link to a playground" });
  await at.tool("Open link");
  for (const cut of [link.slice(0, -1), link.slice(0, link.length / 2), "hello", ""]) {
    await at.hand.type(box, cut);
    await at.hand.press(at.dialog.getByRole("button", { name: "Open", exact: true }));
    await expect(at.dialog.getByRole("alert")).toHaveText(/cut short|not a playground link|Paste a link/);
    await expect(box).toHaveValue(cut);
  }
  await at.hand.type(box, link);
  await at.hand.press(at.dialog.getByRole("button", { name: "Open", exact: true }));
  await expect(at.dialog).toBeHidden();
  await expect(at.field("RoleSessionName")).toHaveValue("Mine");
});

test("a link of ten megabytes in the box", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.tool("Open link");
  const box = at.dialog.getByRole("textbox", { name: "Link to a playground" });
  await box.evaluate((area, text) => {
    area.value = text;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, `https://example.com/#w/d1.${large}.AAAAAAA`);
  await at.dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(at.dialog.getByRole("alert")).toContainText("larger than a playground link may be");
  await at.close();
  await expect(at.headline).toHaveText("Denied by the role's trust policy");
});

for (const [name, fragment, said] of [
  ["ten megabytes", `w/d1.${large}.AAAAAAA`, "larger than a playground link may be"],
  ["an altered link", "w/d1.AAAA.AAAAAAA", "cut short or altered"],
  ["an unknown scenario", "s/no-such-scenario", "no scenario called"],
]) {
  test(`${name} by the address, while work is open`, async ({ page }) => {
    const at = new Playground(page);
    await at.open();
    await at.fill("RoleSessionName", "Mine");
    await page.evaluate((fragment) => (location.hash = fragment), fragment);
    await expect(at.dialog.getByRole("alert")).toContainText(said);
    await at.close();
    await expect(at.field("RoleSessionName")).toHaveValue("Mine");
    expect(page.url().length).toBeLessThan(20_000);
  });
}

test("a broken link at the start opens the first scenario and says what is wrong", async ({ page }) => {
  const at = new Playground(page);
  await page.goto("./#w/d1.AAAA.AAAAAAA");
  await expect(at.dialog.getByRole("alert")).toContainText("cut short or altered");
  await at.close();
  await expect(at.headline).toHaveText("Denied by the role's trust policy");
});

test("a good link by the address opens, and edited work is kept", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.fill("RoleSessionName", "Mine");
  await page.evaluate(() => (location.hash = "s/third-party-external-id"));
  await expect(at.reason).toContainText("sts:ExternalId");
  await page.getByRole("button", { name: "Go back to it" }).click();
  await expect(at.field("RoleSessionName")).toHaveValue("Mine");
});
