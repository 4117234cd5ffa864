import { expect, type Locator, type Page } from "@playwright/test";
import type { Role } from "../lib/domain/permissions";
import type { EmulatedPage } from "./emulator";

const nameOf: Record<Role, RegExp> = { admin: /Ingrid/, marketer: /Mateus/, "support-lead": /Aiko/ };

type WrittenBroadcast = { name: string; text: string; label?: string };

/** What a person does at the screen. Finds things as a person would: by role and name. */
export class Steps {
  readonly page: Page;
  readonly #facebook: EmulatedPage;

  constructor(page: Page, facebook: EmulatedPage) {
    this.page = page;
    this.#facebook = facebook;
  }

  /** Whoever was signed in before is not any more. */
  async signIn(role: Role): Promise<void> {
    await this.page.context().clearCookies();
    await this.page.goto(`${process.env.PUBLIC_URL!}/sign-in`);
    await this.page.getByRole("button", { name: nameOf[role] }).click();
    await this.page.waitForURL((url) => /^\/\d+/.test(url.pathname));
  }

  /** Opens a room of the test's own Page. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${process.env.PUBLIC_URL!}/${this.#facebook.pageId}${path}`);
  }

  labelId(name: string): string {
    return this.#facebook.labels.find((label) => label.name === name)!.id;
  }

  /** The whole predicate's block, and through it every other one. */
  block(name: string | RegExp): Locator {
    return this.page.getByRole("treeitem", { name }).first();
  }

  /** Adds a label to the group that has the focus, by typing. */
  async addLabel(name: string): Promise<void> {
    await this.page.keyboard.press("a");
    const field = this.page.getByRole("combobox");
    await field.fill(name);
    await this.page.getByRole("option", { name }).first().waitFor();
    await field.press("Enter");
    await expect(this.block(name)).toBeVisible();
  }

  /** Writes a broadcast to everybody with one label, or to everyone; it is saved as a draft when this is done. */
  async writeBroadcast({ name, text, label = "California" }: WrittenBroadcast): Promise<void> {
    const { page } = this;
    await this.open("/broadcasts/new");
    await page.getByLabel("Name", { exact: true }).fill(name);
    if (label === "everyone") await page.getByRole("radio", { name: "Everyone" }).click();
    else {
      await page.getByRole("radio", { name: "One label" }).click();
      await page.getByRole("button", { name: "Choose a label" }).click();
      await page.getByRole("option", { name: label }).click();
    }
    await page.getByLabel("Message", { exact: true }).fill(text);
    await expect(page.getByText("Draft saved")).toBeVisible();
  }

  /** Goes on from a draft to its review, and sends it. @returns how many it is for, as its own button says */
  async sendBroadcast(): Promise<number> {
    await this.page.getByRole("button", { name: "Review", exact: true }).click();
    const send = this.page.getByRole("button", { name: /^Send to \d/ });
    const count = Number(/\d+/.exec(await send.innerText())![0]);
    await send.click();
    return count;
  }

  /** Opens a room and waits until it hears of changes: what happens from then on must show by itself. */
  async openLive(path: string): Promise<void> {
    const address = `${process.env.PUBLIC_URL!}/${this.#facebook.pageId}${path}`;
    // The page before has a stream as well: this page's begins with what was since it was made.
    const fromMs = Date.now();
    const isOpen = this.page.waitForResponse((response) => {
      const { pathname, searchParams } = new URL(response.url());
      return pathname.endsWith("/events") && Number(searchParams.get("since")) >= fromMs && response.ok();
    });
    await this.page.goto(address, { waitUntil: "commit" });
    await isOpen;
  }

  /** Waits until the page has drawn anew: what a key or a press does is asked for by then, and what is at hand is shown. */
  async drawAnew(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
  }

  /** The exact number of people whom the predicate selects, as shown. */
  async shownPeople(): Promise<number> {
    const figure = this.page
      .getByRole("status")
      .filter({ hasText: /people/ })
      .first();
    // Until the new number is there, the one before stands greyed, or a dash.
    await expect(figure).not.toHaveAttribute("aria-busy");
    await expect(figure).toHaveText(/^\s*[\d,]+/);
    const text = await figure.innerText();
    return Number(/[\d,]+/.exec(text)?.[0].replaceAll(",", ""));
  }
}
