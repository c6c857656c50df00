// A flow of the page is one test for each way to use it: by mouse, and by keyboard alone.
import { test } from "../fixtures.js";
import { Keyboard, Mouse } from "./hands.js";
import { Playground } from "./playground.js";

/** `body(playground, { page, problems, freshPage })` runs with both hands. */
export function flow(title, body) {
  for (const [Hand, how] of [
    [Mouse, "by mouse"],
    [Keyboard, "by keyboard alone"],
  ]) {
    test(`${title}, ${how}`, async ({ page, problems, freshPage }) => {
      await body(new Playground(page, new Hand(page)), { page, problems, freshPage, Hand });
    });
  }
}
