// AssumeRole with an MFA code: allowed once, with the device's code, and never twice with the same.
import { expect } from "./fixtures.js";
import { flow } from "./pages/flow.js";

const reused = "MultiFactorAuthentication failed with invalid MFA one time pass code.";

flow("AssumeRole with the device's code issues credentials", async (at) => {
  await at.open();
  await at.useCode();
  await expect(at.headline).toHaveText(/^Allowed/);
  await expect(at.decision.getByText("Preview – not sent yet")).toBeVisible();
  await at.run();
  await at.expectAnswer();
  await expect(at.error).toContainText("arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession");
  await at.pause();
  await expect(at.calls).toHaveCount(1);
  await at.show("Wallet");
  await expect(at.cards).toHaveCount(1);
  const card = at.cards.first();
  await expect(card).toContainText("CrossAccountRole");
  await expect(card).toContainText("MySession");
  await expect(card.locator("code").nth(0)).toHaveText(/^ASIA[A-Z2-7]{16}$/);
  await expect(card.locator("code").nth(1)).toHaveText(/EXAMPLEKEY$/);
  await expect(card).toContainText("Simulated");
});

flow("a code works once, and the next one works again", async (at) => {
  await at.open();
  await at.useCode();
  await at.run();
  await at.pause();
  await at.run();
  await at.expectError("AccessDenied", reused);
  await expect(at.headline).toHaveText("Refused: the MFA code was used before");
  await at.expectGate("MFA code", "failed");
  await at.hand.press(at.request.getByRole("button", { name: /^Used: next code/ }));
  await at.run();
  await at.expectAnswer();
  await at.show("Time");
  await expect(at.calls.locator(".result")).toHaveText(["ok", "AccessDenied", "ok"]);
});

flow("a preview uses no code up", async (at) => {
  await at.open();
  await at.useCode();
  await at.fill("RoleSessionName", "Another");
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.run();
  await at.expectAnswer();
});
