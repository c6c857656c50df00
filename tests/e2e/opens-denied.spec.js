// The first sight: the study guide's cross-account situation, already denied for want of an MFA code.
import { expect, test, viewports } from "./fixtures.js";
import { Playground } from "./pages/playground.js";

test("the page opens denied, and says by what", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await expect(page).toHaveTitle("Cross-account access with MFA · STS playground");
  await expect(at.headline).toHaveText("Denied by the role's trust policy");
  await expect(at.reason).toContainText("aws:MultiFactorAuthPresent = true");
  await expect(at.reason).toContainText("sends no MFA code");
  await expect(at.decision.getByText("Preview – not sent yet")).toBeVisible();
  await at.expectError(
    "AccessDenied",
    "User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/CrossAccountRole",
  );
  await expect(at.gates.locator(".state").filter({ hasText: /.+/ })).not.toHaveCount(0);
  const states = await at.gates.evaluateAll((gates) => gates.map((gate) => gate.querySelector(".line .state").textContent));
  expect(states).toEqual(["ok", "ok", "not needed", "ok", "failed", "not reached"]);

  const row = at.decision.locator('.row[data-matched="false"]');
  await expect(row).toContainText("Condition · Bool · aws:MultiFactorAuthPresent");
  await expect(row.locator("dd").nth(0)).toContainText("true");
  await expect(row.locator("dd").nth(1)).toContainText("absent");
  await expect(row.locator(".from")).toContainText("long-term keys");
});

test("the condition that decided is lit in the policy, by sign and words", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  await at.show("Policy");
  await expect(at.editor).toBeVisible();
  await expect(at.editor).toHaveAccessibleName("Trust policy of CrossAccountRole");
  await expect(at.policy.locator(".cm-missed").first()).toContainText("aws:MultiFactorAuthPresent");
  await expect(at.policy.locator(".cm-sign")).toHaveText(/[≠✕]/);
  await expect(at.policy.locator(".findings")).toContainText("line 12:11");
  await at.showPolicy("ThirdPartyRole", "Trust policy");
  expect(await at.text()).toContain('"sts:ExternalId": "unique-external-id-12345"');
});

test("nothing runs over the side of the page @desktop", async ({ page }) => {
  const at = new Playground(page);
  await at.open();
  for (const viewport of [...Object.values(viewports), { width: 320, height: 640 }]) {
    await page.setViewportSize(viewport);
    const over = await page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const out = (element) => {
        const { right, width: wide } = element.getBoundingClientRect();
        return wide > 0 && right > width + 0.5;
      };
      const shown = [...document.querySelectorAll("header, section, form, button, input, select, p, pre")];
      return shown.filter((element) => out(element) && !element.closest(".jumps, .policy-tabs, .command-line, .lanes")).map((element) => element.outerHTML.slice(0, 80));
    });
    expect(over, `${viewport.width} pixels wide`).toEqual([]);
  }
});
