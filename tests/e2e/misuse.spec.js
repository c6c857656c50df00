// The wrong ways in: each gives a clear message, nothing is lost, nothing runs.
import { expect, test } from "./fixtures.js";
import { flow } from "./pages/flow.js";
import { Playground, alice } from "./pages/playground.js";

const script = "<script>window.ran = true</script><img src=x onerror='window.ran = true'>";

flow("a duration below and above the limits", async (at) => {
  await at.open();
  await at.useCode();
  for (const [seconds, bound] of [
    ["899", "greater than or equal to 900"],
    ["43201", "less than or equal to 43200"],
  ]) {
    await at.fill("DurationSeconds", seconds);
    await expect(at.field("DurationSeconds")).toHaveAttribute("aria-invalid", "true");
    await expect(at.headline).toHaveText("Invalid request: DurationSeconds");
    await at.run();
    await at.expectError(
      "ValidationError",
      `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value ${bound}`,
    );
    await at.expectGate("Request is well formed", "failed");
    await expect(at.field("DurationSeconds")).toHaveValue(seconds);
  }
  await at.fill("DurationSeconds", "3600");
  await at.run();
  await at.expectAnswer(); // the code was not used up by calls that were malformed
});

flow("somebody else's MFA device", async (at) => {
  await at.open();
  await at.fill("SerialNumber", "arn:aws:iam::111111111111:mfa/bob");
  await at.fill("TokenCode", "123456");
  await at.run();
  await at.expectError(
    "AccessDenied",
    "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
  );
  await expect(at.headline).toHaveText(/^Refused: the MFA device/);
});

flow("a code without its device, and a wrong code", async (at) => {
  await at.open();
  await at.fill("TokenCode", "000000");
  await at.run();
  await at.expectError("AccessDenied", "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.");
  await at.fill("SerialNumber", alice);
  await at.run();
  await at.expectError("AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code.");
});

flow("credentials incomplete or altered", async (at) => {
  await at.open();
  await at.useCode();
  await at.run();
  await at.pause();
  await at.whoAmI();
  for (const [how, code] of [
    ["without the session token", "InvalidClientTokenId"],
    ["with an altered session token", "InvalidClientTokenId"],
    ["with a wrong secret access key", "SignatureDoesNotMatch"],
    ["with an altered access key id", "InvalidClientTokenId"],
  ]) {
    await at.tick(how);
    await at.run();
    await at.expectError(code);
    await at.expectGate("Credentials", "failed");
    await at.tick(how);
  }
  await at.run();
  await at.expectAnswer();
});

flow("a policy with an unknown operator, and one with an unknown element", async (at) => {
  await at.open();
  const trust = (extra) => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "sts:AssumeRole", ...extra }],
  });
  for (const [extra, named] of [
    [{ Condition: { StringAlmostEquals: { "sts:ExternalId": "x" } } }, "StringAlmostEquals"],
    [{ Efect: "Allow" }, "Efect"],
  ]) {
    const text = JSON.stringify(trust(extra));
    await at.write(text);
    await expect(at.policy.locator(".findings li").filter({ hasText: named })).not.toHaveCount(0);
    await expect(at.draftNote).toBeVisible();
    expect(await at.text()).toBe(text);
    await at.show("Ask");
    await expect(at.headline).toHaveText("Denied by the role's trust policy");
  }
});

test("typed letter by letter, half a policy never loses a letter @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.write("");
  const text = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*"';
  await page.keyboard.type(text);
  expect(await at.text()).toBe(text);
  await expect(at.draftNote).toBeVisible();
});

test("markup in every text field is text", async ({ page, freshPage }) => {
  const at = new Playground(page);
  await at.open();
  await at.request.locator("details > summary").evaluateAll((all) => all.forEach((summary) => summary.parentElement.open || summary.click()));
  await at.request.getByRole("button", { name: /^Add to/ }).evaluateAll((all) => all.forEach((button) => button.click()));
  for (const name of ["Action", "RoleArn"]) {
    const options = await at.field(name).locator("option").allTextContents();
    if (name === "RoleArn") await at.field(name).selectOption({ label: options.at(-1).trim() });
  }
  const fields = at.request.locator("input[type=text], textarea");
  const count = await fields.count();
  expect(count).toBeGreaterThan(8);
  for (let index = 0; index < count; index += 1) {
    await fields.nth(index).fill(script);
    await expect(fields.nth(index)).toHaveValue(script);
  }
  await at.run();
  await at.expectError("ValidationError");
  await at.write(script);
  expect(await at.text()).toBe(script);
  const { link } = await at.share();
  await at.tool("Open link");
  await at.dialog.getByRole("textbox").fill(script);
  await at.dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(at.dialog.getByRole("alert")).toContainText("not a playground link");
  await at.close();

  const other = new Playground(await freshPage(), at.hand);
  for (const each of [at, other]) {
    if (each === other) await other.page.goto(link);
    await each.show("Ask");
    await expect(each.headline).toBeVisible();
    expect(await each.page.evaluate(() => window.ran)).toBeUndefined();
    expect(await each.page.locator("main script, main img").count()).toBe(0);
  }
});
