// A link holds everything: in a fresh profile it gives the same page and the same credentials.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { build, digests } from "./native.js";
import { flow } from "./pages/flow.js";
import { Playground } from "./pages/playground.js";

const half = '{"Version": "2012-10-17", "Statement": [{"Effect": ';

test.beforeAll(() => {
  test.setTimeout(600_000); // compiles, where the native tests have not run before
  build();
});

/** The keys of every card, as the page copies them. */
async function keys(at) {
  await at.show("Wallet");
  const shown = at.cards.getByRole("button", { name: /^Show whole/ });
  await shown.evaluateAll((all) => all.forEach((button) => button.click()));
  await expect(shown).toHaveCount(0);
  return at.cards.locator(".keys code").allTextContents();
}

flow("a link opens as the same page, half-typed policies included", async (at, { freshPage, Hand }) => {
  await at.open();
  await at.useCode();
  await at.run();
  await at.expectAnswer();
  await at.clock("15 minutes later");
  await at.pause();
  await at.showPolicy("ThirdPartyRole", "Trust policy");
  await at.write(half);
  await at.fill("RoleSessionName", "Not sent yet");
  const { link, digest } = await at.share();
  const time = await at.timeline.locator(".clock time").textContent();
  expect(digests([link])).toEqual([digest]);

  const pages = [await freshPage(), await freshPage()];
  for (const page of pages) {
    const other = new Playground(page, new Hand(page));
    await page.goto(link);
    await expect(other.headline).toHaveText(await at.headline.textContent());
    await expect(other.field("RoleSessionName")).toHaveValue("Not sent yet");
    await expect(other.timeline.locator(".clock time")).toHaveText(time);
    expect(await keys(other)).toEqual(await keys(at));
    await other.showPolicy("ThirdPartyRole", "Trust policy");
    expect(await other.text()).toBe(half);
    expect((await other.share()).digest).toBe(digest);
  }
});

test("every link ever kept opens to the same bytes here as natively @desktop", async ({ freshPage }) => {
  const corpus = readFileSync(new URL("../../crates/playground/tests/links/corpus.txt", import.meta.url), "utf8");
  const lines = corpus.split("\n").filter((line) => line && !line.startsWith("#"));
  const links = lines.map((line) => line.split("\t").at(-1));
  expect(links.length).toBeGreaterThan(3);
  const wanted = digests(links);
  const at = new Playground(await freshPage());
  for (const [index, link] of links.entries()) {
    await at.page.goto("about:blank");
    await at.page.goto(`./#${link}`);
    expect((await at.share()).digest, lines[index]).toBe(wanted[index]);
  }
});

test("the address follows the state, a moment after the last edit", async ({ page }) => {
  await page.clock.install();
  const at = new Playground(page);
  await at.open();
  await at.fill("RoleSessionName", "Renamed");
  await page.clock.runFor(1000);
  await expect(page).toHaveURL(/#[sw]\//);
  await page.reload();
  await expect(at.field("RoleSessionName")).toHaveValue("Renamed");
});

test("what looks like a real secret is not shared", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  const before = page.url();
  await at.fill("ExternalId", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYz8Qd4nT2vX");
  await at.tool("Share");
  await expect(at.dialog.getByRole("alert")).toContainText("looks like a real secret");
  await expect(at.dialog.getByLabel("Link", { exact: true })).toHaveCount(0);
  expect(page.url()).toBe(before);
});
