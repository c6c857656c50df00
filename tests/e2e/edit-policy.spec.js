// Policies are edited: the decision follows each accepted text, and a text that IAM would not accept is kept beside it.
import { expect, test } from "./fixtures.js";
import { flow } from "./pages/flow.js";
import { Playground } from "./pages/playground.js";

const open = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::111111111111:root" }, Action: "sts:AssumeRole" }],
});
const half = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", ';

flow("an edit changes the decision, and the calls made before show what flipped", async (at) => {
  await at.open();
  await at.run();
  await at.expectError("AccessDenied");
  await at.write(open);
  await at.show("Ask");
  await expect(at.decision.locator(".flip")).toHaveText("▲ now allowed");
  await at.hand.press(at.decision.getByRole("button", { name: "Show preview" }));
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.run();
  await at.expectAnswer();
  await at.show("Time");
  await expect(at.calls.locator(".flip")).toHaveText(["▲ now allowed"]);
});

flow("half a policy is kept, marked and not evaluated", async (at) => {
  await at.open();
  await at.useCode();
  await at.write(half);
  await expect(at.draftNote).toBeVisible();
  await expect(at.policy.locator(".findings li").first()).toContainText(/line 1:\d+/);
  expect(await at.text()).toBe(half);
  await at.show("Ask");
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.show("Policy");
  await at.hand.press(at.policy.getByRole("button", { name: "Back to it" }));
  await expect(at.draftNote).toBeHidden();
  expect(await at.text()).toContain("aws:MultiFactorAuthPresent");
});

flow("the caller's own policy is edited too", async (at) => {
  await at.open();
  await at.useCode();
  await at.showPolicy("alice", "AllowAssumeCrossAccountRole");
  await at.write('{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sts:*", "Resource": "*"}]}');
  await at.show("Ask");
  await expect(at.headline).toHaveText(/explicit deny/);
  await at.expectGate("Caller is permitted", "failed");
});

flow("where the editor cannot load, a text area takes its place", async (at, { page, problems }) => {
  problems.expect(/editor|ERR_FAILED/);
  await page.route("**/editor*.js", (route) => route.abort());
  await at.open();
  await at.show("Policy");
  const area = at.policy.locator("textarea");
  await expect(area).toBeVisible();
  await expect(area).toHaveAccessibleName("Trust policy of CrossAccountRole");
  await at.write(open);
  await at.show("Ask");
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.write(half);
  await expect(at.draftNote).toBeVisible();
  expect(await at.text()).toBe(half);
});

test("a row of the decision leads to its place in the policy", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.showPolicy("alice", "AllowAssumeCrossAccountRole");
  await at.show("Ask");
  await at.gates.getByRole("button", { name: /aws:MultiFactorAuthPresent/ }).click();
  await expect(at.editor).toHaveAccessibleName("Trust policy of CrossAccountRole");
  await expect(at.policy.locator(".cm-note").first()).toContainText("aws:MultiFactorAuthPresent");
});
