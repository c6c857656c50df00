// The other calls: ExternalId, GetSessionToken, session policies, and who one is.
import { expect } from "./fixtures.js";
import { flow } from "./pages/flow.js";
import { bucket } from "./pages/playground.js";

flow("a role that demands an ExternalId", async (at) => {
  await at.open();
  await at.choose("RoleArn", "ThirdPartyRole");
  await expect(at.headline).toHaveText("Denied by the role's trust policy");
  await expect(at.reason).toContainText("sts:ExternalId");
  await at.fill("ExternalId", "another-customer");
  await expect(at.headline).toHaveText("Denied by the role's trust policy");
  await at.fill("ExternalId", "unique-external-id-12345");
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.run();
  await at.expectAnswer();
  await expect(at.error).toContainText("assumed-role/ThirdPartyRole/MySession");
});

flow("GetSessionToken carries MFA into a call that has no place for a code", async (at) => {
  await at.open("s/get-session-token-mfa");
  await expect(at.headline).toHaveText(/^Denied/);
  await expect(at.reason).toContainText("aws:MultiFactorAuthPresent");
  await at.choose("Action", "GetSessionToken");
  await at.useCode();
  await at.run();
  await at.expectAnswer();
  await at.pause();
  await at.show("Wallet");
  await expect(at.cards.first()).toContainText("session token");
  await expect(at.cards.first().getByText("MFA", { exact: true })).toBeVisible();
  await at.choose("Action", "s3:DeleteObject");
  await at.useCard();
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.run();
  await at.expectAnswer();
});

flow("a session policy only takes away", async (at) => {
  await at.open();
  await at.useCode();
  await at.fill("Policy", JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:ListBucket", Resource: bucket }] }));
  await at.run();
  await at.expectAnswer();
  await at.pause();
  await at.useCard();
  await at.choose("Action", "s3:ListBucket");
  await expect(at.headline).toHaveText(/^Allowed/);
  await at.choose("Action", "s3:GetObject");
  await expect(at.headline).toHaveText(/^Denied/);
  await expect(at.headline).toContainText("session policy");
  await at.run();
  await at.expectError("AccessDenied");
});

flow("GetCallerIdentity says who one is", async (at) => {
  await at.open();
  await at.useCode();
  await at.run();
  await at.pause();
  await at.whoAmI();
  await at.run();
  await at.expectAnswer();
  await expect(at.error).toContainText("arn:aws:sts::222222222222:assumed-role/CrossAccountRole/MySession");
  await expect(at.error).toContainText("222222222222");
});
