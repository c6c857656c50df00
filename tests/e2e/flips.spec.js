// "It would flip if …", and the edits that put a policy right: each is one press, and does what it says.
import { expect } from "./fixtures.js";
import { flow } from "./pages/flow.js";

const trailing = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "sts:AssumeRole",}]}';
const open = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}]}';

flow("the first change offered is the safest, and turns the decision", async (at) => {
  await at.open();
  const flips = at.decision.locator(".flip-list button");
  await expect(flips.first()).toHaveText("Send alice's MFA code");
  await at.hand.press(flips.first());
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.run();
  await at.expectAnswer();
});

flow("an unsafe change says so, edits the policy and can be undone", async (at) => {
  await at.open();
  await at.hand.press(at.decision.getByRole("button", { name: /^Drop the condition .*\(unsafe\)$/ }));
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.show("Policy");
  expect(await at.text()).not.toContain("aws:MultiFactorAuthPresent");
  await at.tool("Undo");
  expect(await at.text()).toContain("aws:MultiFactorAuthPresent");
});

flow("a mistake in the text is put right by one press", async (at) => {
  await at.open();
  await at.write(trailing);
  await expect(at.draftNote).toBeVisible();
  await at.hand.press(at.policy.getByRole("button", { name: "Remove the comma" }));
  await expect(at.draftNote).toBeHidden();
  expect(await at.text()).toBe(trailing.replace(",}]}", "}]}"));
});

flow("a trust policy open to everybody is accepted, and called a risk", async (at) => {
  await at.open();
  await at.write(open);
  const risk = at.policy.locator('.findings li[data-kind="warning"]').first();
  await expect(risk).toContainText("Security:");
  await expect(at.draftNote).toBeHidden();
});

flow("after Run a phone shows the verdict @phone", async (at) => {
  await at.open();
  await at.run();
  await expect(at.headline).toBeInViewport();
});
