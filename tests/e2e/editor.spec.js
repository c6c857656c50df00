// The editor's module by itself, under the policy of the release page: what web/editor/editor.js promises.
import { readFileSync, readdirSync } from "node:fs";
import { expect, expectAccessible, screenshot, test } from "./fixtures.js";
import { dist } from "./server.js";

const file = readdirSync(dist).find((name) => name.startsWith("editor"));
const policy = readFileSync(`${dist}index.html`, "utf8").match(/<meta http-equiv="Content-Security-Policy"[^>]*>/)[0];
const doc = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
    }
  ]
}`;
const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">${policy}<title>Editor</title><link rel="icon" href="data:,"></head><body><main>
  <h1>Editor</h1><p id="help">Tab leaves.</p><button>Before</button><div id="host"></div><button>After</button>
</main></body></html>`;

test.beforeEach(async ({ page }) => {
  await page.route("**/alone.html", (route) => route.fulfill({ contentType: "text/html", body: html }));
  await page.goto("./alone.html");
  await page.evaluate(
    async ([file, doc]) => {
      const { mount } = await import(new URL(file, document.baseURI).href);
      window.typed = [];
      window.focused = 0;
      window.editor = mount(document.getElementById("host"), {
        doc,
        label: "Trust policy",
        describedBy: "help",
        onChange: (text) => window.typed.push(text),
        onFocus: () => (window.focused += 1),
      });
    },
    [file, doc],
  );
});

const text = (page) => page.getByRole("textbox", { name: "Trust policy" }).evaluate((content) => [...content.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));

test("is styled, named and described", async ({ page }) => {
  const box = page.getByRole("textbox", { name: "Trust policy" });
  await expect(box).toHaveAccessibleDescription("Tab leaves.");
  await expect(page.locator(".cm-editor")).toHaveCSS("display", "flex");
  const key = page.getByText('"Version"');
  expect(await key.evaluate((element) => getComputedStyle(element).color)).not.toBe(await box.evaluate((element) => getComputedStyle(element).color));
  await expectAccessible(page);
});

test("takes its colours from the page, without a remount", async ({ page }) => {
  await page.evaluate(() => document.documentElement.style.setProperty("--code-bg", "rgb(1, 2, 3)"));
  await expect(page.locator(".cm-editor")).toHaveCSS("background-color", "rgb(1, 2, 3)");
});

test("tells what is typed, and not what the page sets", async ({ page }) => {
  await page.evaluate(() => window.editor.setDoc("{}"));
  expect(await text(page)).toBe("{}");
  expect(await page.evaluate(() => window.typed)).toEqual([]);
  await page.getByRole("textbox", { name: "Trust policy" }).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  expect(await page.evaluate(() => window.typed)).toEqual(["{} "]);
  expect(await page.evaluate(() => window.focused)).toBe(1);
});

test("setDoc keeps the cursor where the text around it stays", async ({ page }) => {
  await page.getByRole("textbox", { name: "Trust policy" }).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.evaluate((text) => window.editor.setDoc(text), doc.replace("Allow", "Deny"));
  await page.keyboard.type("!");
  expect(await text(page)).toBe(`${doc.replace("Allow", "Deny")}!`);
});

test("Tab leaves the editor both ways, and Ctrl+Enter is the page's @desktop", async ({ page }) => {
  await page.getByRole("button", { name: "Before" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Trust policy" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "After" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("textbox", { name: "Trust policy" })).toBeFocused();
  expect(await page.evaluate(() => window.typed)).toEqual([]);
});

test("marks have a sign and words, and take no focus", async ({ page }) => {
  const range = (part) => ({ from: doc.indexOf(part), to: doc.indexOf(part) + part.length });
  const statement = { from: doc.indexOf('{\n      "Effect"'), to: doc.lastIndexOf("}\n  ]") + 1 };
  await page.evaluate(
    ([statement, condition, error]) =>
      window.editor.setMarks([
        { ...error, kind: "error", text: "Not a version of the language." },
        { ...condition, kind: "missed", text: "No MFA code was sent." },
        { ...statement, kind: "deciding-deny", text: "This statement did not allow." },
        { from: 10_000, to: 10_001, kind: "note", text: "Beyond the end." },
      ]),
    [statement, range('"aws:MultiFactorAuthPresent": "true"'), range('"2012-10-17"')],
  );
  await expect(page.locator(".cm-sign")).toHaveText(["!", "✕", "≠", "i"]);
  await expect(page.getByTitle("No MFA code was sent.")).toBeVisible();
  await expect(page.locator(".cm-error")).toHaveCSS("text-decoration-line", "underline");
  await expect(page.locator(".cm-line-deciding-deny")).toHaveCount(5);
  await expect(page.getByRole("textbox", { name: "Trust policy" })).toHaveAccessibleDescription(/Tab leaves\. .*Line 7: No MFA code was sent\./);
  await page.evaluate(() => window.editor.reveal(0, 5));
  expect(await page.evaluate(() => window.focused)).toBe(0);
  await screenshot(page, "editor");
  await expectAccessible(page);

  await page.evaluate(() => window.editor.setMarks([]));
  await expect(page.locator(".cm-sign")).toHaveCount(0);
});

test("marks say their words under the pointer @desktop", async ({ page }) => {
  await page.evaluate(() => window.editor.setMarks([{ from: 4, to: 13, kind: "warning", text: "An old friend." }]));
  await page.locator(".cm-warning").hover();
  await expect(page.locator(".cm-tooltip")).toHaveText("▲ An old friend.");
});

test("is renamed, and leaves nothing behind", async ({ page }) => {
  await page.evaluate(() => window.editor.setLabel("Permissions policy"));
  await expect(page.getByRole("textbox", { name: "Permissions policy" })).toBeVisible();
  await page.evaluate(() => window.editor.destroy());
  await expect(page.getByRole("textbox")).toHaveCount(0);
});
