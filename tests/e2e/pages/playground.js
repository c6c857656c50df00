// The page by its roles and labels.
import { expect } from "@playwright/test";
import { Mouse } from "./hands.js";

export const alice = "arn:aws:iam::111111111111:mfa/alice";
export const bucket = "arn:aws:s3:::bucket-in-account-b";


export class Playground {
  /** `hand` is how it is used. */
  constructor(page, hand = new Mouse(page)) {
    this.page = page;
    this.hand = hand;
    // A phone shows some of the panels at a time; the others are there too, with their number in the name.
    const panel = (name) => page.getByRole("region", { name: new RegExp(`^\\d?${name}$`), includeHidden: true });
    this.request = panel("Request");
    this.decision = panel("Decision");
    this.policy = panel("Policy");
    this.wallet = panel("Wallet");
    this.timeline = panel("Timeline");
    this.tabs = page.getByRole("navigation", { name: "Panels" });
    this.tools = page.getByRole("navigation", { name: "Tools" });
    this.dialog = page.getByRole("dialog");
    this.status = page.locator(".announcer");

    this.headline = this.decision.locator(".verdict .headline");
    this.reason = this.decision.locator(".verdict .reason");
    this.error = this.decision.locator(".answer");
    this.gates = this.decision.locator(".gate");
    this.draftNote = this.policy.locator(".draft-note");
    this.cards = this.wallet.locator(".credential-card");
    this.calls = this.timeline.locator(".entry");
  }

  /** Opens the page, with a fragment if there is one, and waits until it answers. */
  async open(fragment = "") {
    await this.page.goto(`./${fragment && `#${fragment}`}`);
    await expect(this.headline).toBeVisible();
  }

  /** Brings a panel into view where a phone shows one at a time. */
  async show(tab) {
    await expect(this.tools).toBeVisible();
    const button = this.tabs.getByRole("button", { name: tab });
    if (await button.isVisible()) await this.hand.press(button);
  }

  // Request

  field(name) {
    return this.request.getByLabel(name, { exact: true });
  }

  async fill(name, text) {
    await this.show("Ask");
    await this.#uncover(this.field(name));
    await this.hand.type(this.field(name), text);
  }

  async choose(name, label) {
    await this.show("Ask");
    await this.hand.choose(this.field(name), label);
  }

  async tick(label) {
    await this.show("Ask");
    const box = this.request.getByRole("checkbox", { name: label, includeHidden: true });
    await this.#uncover(box);
    await this.hand.press(box);
  }

  /** Takes the code that alice's device shows. */
  async useCode() {
    await this.show("Ask");
    await this.hand.press(this.request.getByRole("button", { name: /Use code/ }));
    await expect(this.field("SerialNumber")).toHaveValue(alice);
  }

  async run() {
    await this.show("Ask");
    await this.hand.press(this.request.getByRole("button", { name: /^Run/ }));
    await expect(this.decision.getByText("Recorded at")).toBeVisible();
  }

  /** The call by its code and text: what the Decision panel must show. */
  async expectError(code, text) {
    await this.show("Ask");
    await expect(this.error.locator("figcaption code")).toHaveText(code);
    if (text) await expect(this.error.locator("pre")).toHaveText(text);
  }

  async expectAnswer() {
    await this.show("Ask");
    await expect(this.error.locator("figcaption")).toContainText("HTTP 200");
  }

  async expectGate(title, state) {
    await this.show("Ask");
    await expect(this.gates.filter({ hasText: title }).locator(".state").first()).toHaveText(state);
  }

  // Policy

  /** The text area, editor or read view of the policy shown. */
  get editor() {
    return this.policy.getByRole("textbox");
  }

  async showPolicy(owner, title) {
    await this.show("Policy");
    const whose = this.policy.getByLabel("Whose policy");
    const label = await whose.locator("option").filter({ hasText: owner }).first().evaluate((option) => option.label.trim());
    await this.hand.choose(whose, label);
    await this.hand.press(this.policy.getByRole("group", { name: "Which policy" }).getByRole("button", { name: title }));
  }

  /** Replaces the text of the policy shown. */
  async write(text) {
    await this.show("Policy");
    await this.hand.type(this.editor, text);
  }

  /** The text of the policy shown, whatever shows it. */
  async text() {
    await expect(this.editor).toBeVisible();
    return this.editor.evaluate((element) =>
      "value" in element ? element.value : [...element.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"),
    );
  }

  // Wallet and clock

  async useCard(at = 0) {
    await this.show("Wallet");
    await this.hand.press(this.cards.nth(at).getByRole("button", { name: /^(Use|In use)$/ }));
  }

  async whoAmI(at = 0) {
    await this.show("Wallet");
    await this.hand.press(this.cards.nth(at).getByRole("button", { name: "Who am I" }));
  }

  async expectLife(text, at = 0) {
    await this.show("Wallet");
    await expect(this.cards.nth(at).locator(".countdown .left")).toHaveText(text);
  }

  async clock(name) {
    await this.show("Time");
    await this.hand.press(this.timeline.getByRole("button", { name }));
  }

  /** Stops the clock, which starts with the first credentials. */
  async pause() {
    await this.clock("Pause");
  }

  async expectTime(text) {
    await this.show("Time");
    await expect(this.timeline.locator(".clock time")).toHaveText(text);
  }

  // Header and dialogs

  /** A button of the header; a phone has most of them in its menu. */
  async tool(name) {
    await expect(this.tools).toBeVisible();
    const button = this.tools.getByRole("button", { name });
    const menu = this.tools.getByRole("button", { name: "Menu" });
    const hidden = !(await button.isVisible());
    if (hidden) await this.hand.press(menu);
    await this.hand.press(button);
    if (hidden && !(await this.dialog.isVisible())) await this.page.keyboard.press("Escape");
  }

  async openScenario(title) {
    await this.hand.press(this.page.getByRole("button", { name: /^Scenario:/ }));
    await this.hand.press(this.dialog.getByRole("button", { name: title }));
    await expect(this.dialog).toBeHidden();
  }

  /** The link that Share gives, and the digest of the session beside it. */
  async share() {
    await this.tool("Share");
    const link = await this.dialog.getByLabel("Link", { exact: true }).inputValue();
    const digest = await this.dialog.locator("#share-digest").textContent();
    await this.close();
    return { link, digest };
  }

  async close() {
    await this.page.keyboard.press("Escape");
    await expect(this.dialog).toBeHidden();
  }

  /** Opens the details that hold a field. */
  async #uncover(field) {
    await expect(field).toBeAttached();
    if (await field.isVisible()) return;
    await this.hand.press(field.locator("xpath=ancestor::details[not(@open)][last()]/summary"));
  }
}
