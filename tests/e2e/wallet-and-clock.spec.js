// Credentials live by the simulated clock: they count down, expire, stay, and are refused.
import { expect } from "./fixtures.js";
import { flow } from "./pages/flow.js";

flow("credentials count down as the clock goes, and stand as it stands", async (at, { page }) => {
  await page.clock.install({ time: 0 });
  await at.open();
  await at.useCode();
  await page.clock.pauseAt(600_000);
  await at.run();
  await page.clock.runFor(10_000);
  await at.expectLife("59 m 50 s");
  await at.clock("One minute each second");
  await page.clock.runFor(10_000);
  await at.expectLife("49 m 50 s");
  await at.pause();
  await page.clock.runFor(60_000);
  await at.expectLife("49 m 50 s");
});

flow("jumps of the clock", async (at) => {
  await at.open();
  for (const [jump, time] of [
    ["30 seconds later", "09:30:30Z"],
    ["1 minute later", "09:31:30Z"],
    ["15 minutes later", "09:46:30Z"],
    ["1 hour later", "10:46:30Z"],
  ]) {
    await at.clock(jump);
    await at.expectTime(time);
  }
});

flow("credentials expire, stay, and answer ExpiredToken", async (at) => {
  await at.open();
  await at.useCode();
  await at.run();
  await at.pause();
  await at.useCard();
  await at.choose("Action", "s3:ListBucket");
  await at.run();
  await at.expectAnswer();
  await expect(at.error).toContainText("report.csv");

  await at.clock("To next expiry");
  await at.expectLife("1 s");
  await at.clock("Cross the expiry");
  await at.expectLife("expired");
  await expect(at.cards).toHaveCount(1);

  await at.show("Ask");
  await at.run();
  await at.expectError("ExpiredToken");
  await expect(at.headline).toHaveText("Refused: the credentials have expired");
  await at.whoAmI();
  await at.run();
  await at.expectError("ExpiredToken", "The security token included in the request is expired");
  await at.show("Time");
  await expect(at.calls.locator(".result")).toHaveText(["ExpiredToken", "ExpiredToken", "ok", "ok"]);
});
