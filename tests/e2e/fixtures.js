// What every spec starts from: `import { test, expect } from "./fixtures.js"`.
//
// A test fails on any request to elsewhere, console error or uncaught error that it has not announced by
// `problems.expect(/pattern/)`, in every context it opens through `page` and `freshPage`.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";

export { prefix } from "./paths.js";
export { expect };

export const viewports = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  embed: { width: 720, height: 480 },
  phone: { width: 390, height: 844 },
};

export const test = base.extend({
  /** Collects what goes wrong in the page, and is empty at the end. */
  problems: [
    async ({ context, baseURL }, use) => {
      const problems = new Problems(new URL(baseURL).origin);
      problems.watch(context);
      await use(problems);
      expect(problems.unexpected(), "errors of the page and requests to elsewhere").toEqual([]);
    },
    { auto: true },
  ],

  /** Opens a page in a profile of its own: `await freshPage()`, with options of a context if need be. */
  freshPage: async ({ browser, problems }, use) => {
    const contexts = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      contexts.push(context);
      problems.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

class Problems {
  #origin;
  #found = [];
  #expected = [];

  constructor(origin) {
    this.#origin = origin;
  }

  /** Errors that match are part of the test. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** All errors so far. */
  all() {
    return [...this.#found];
  }

  unexpected() {
    return this.#found.filter((problem) => !this.#expected.some((pattern) => pattern.test(problem)));
  }

  watch(context) {
    context.on("console", (message) => {
      if (message.type() === "error") this.#found.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => this.#found.push(`uncaught: ${error.error()}`));
    context.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== this.#origin && !["data:", "blob:", "about:"].includes(protocol)) this.#found.push(`request: ${request.url()}`);
    });
  }
}

/** Fails on anything that axe finds against WCAG 2.2 AA in the page as it stands, frames and shadow roots included. */
export async function expectAccessible(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`)).toEqual([]);
}

/** Opens host.html with a fragment on its embed, and returns the frame. */
export async function openEmbed(page, fragment = "") {
  await page.route("**/host.html", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace('embed.html"', () => `embed.html${fragment.replaceAll('"', "&quot;")}"`);
    await route.fulfill({ response, body });
  });
  await page.goto("/host.html");
  return page.frameLocator("iframe");
}

/** Saves a screenshot as results/screens/NAME-PROJECT.png, and returns it. */
export function screenshot(page, name, options = {}) {
  return page.screenshot({ path: new URL(`results/screens/${name}-${test.info().project.name}.png`, import.meta.url).pathname, animations: "disabled", ...options });
}
