// Two ways to use a page, with the same verbs: by mouse (or finger) and by keyboard alone.
import { expect } from "@playwright/test";

/** Most presses of Tab that anything on the page is away. */
const FAR = 200;

export class Mouse {
  constructor(page) {
    this.page = page;
  }

  async press(target) {
    await target.click();
  }

  async choose(select, label) {
    await select.selectOption({ label });
  }

  async type(field, text) {
    await field.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await write(this.page, text);
  }
}

export class Keyboard {
  constructor(page) {
    this.page = page;
  }

  async press(target) {
    await this.#reach(target);
    const checks = await target.evaluate((element) => element.matches("input[type=checkbox]"));
    await this.page.keyboard.press(checks ? "Space" : "Enter");
  }

  async choose(select, label) {
    await this.#reach(select);
    const steps = await select.evaluate((element, label) => {
      const labels = [...element.options].map((option) => option.label.trim());
      return labels.indexOf(label) - element.selectedIndex;
    }, label);
    for (let step = 0; step < Math.abs(steps); step += 1) {
      await this.page.keyboard.press(steps > 0 ? "ArrowDown" : "ArrowUp");
    }
    await expect(select.locator("option:checked")).toHaveText(label);
  }

  async type(field, text) {
    await this.#reach(field);
    await this.page.keyboard.press("ControlOrMeta+a");
    await write(this.page, text);
  }

  /** Tabs until the target has the focus: it can be reached, and on the way nothing holds the focus. */
  async #reach(target) {
    await expect(target).toBeVisible();
    const key = (await target.evaluate(isBehind)) ? "Shift+Tab" : "Tab";
    for (let presses = 0; presses < FAR; presses += 1) {
      if (await target.evaluate((element) => element.getRootNode().activeElement === element)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${FAR} presses of ${key} do not reach ${target}`);
  }
}

/** Whether an element comes before the one that has the focus, so that Shift+Tab is the shorter way. */
function isBehind(element) {
  if (element.closest("[popover]")) return false; // Tab goes into it from its button
  const inPage = element.getRootNode().host ?? element;
  return Boolean(document.activeElement.compareDocumentPosition(inPage) & Node.DOCUMENT_POSITION_PRECEDING);
}

/** Takes the selected text away and puts another in its place at once. */
async function write(page, text) {
  await page.keyboard.press("Delete");
  if (text) await page.keyboard.insertText(text);
}
