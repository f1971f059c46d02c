import type { Locator, Page } from "playwright-core";

export const bell = (page: Page): Locator => page.locator("button[data-unread]");

/** Resolves once the badge says so many. */
export const unread = (page: Page, n: number): Promise<void> =>
  page.locator(`button[data-unread="${n}"]`).waitFor();

/** What the club says, over whatever page is open. */
export const banner = (page: Page, message: string): Locator =>
  page.locator("[data-announcement]", { hasText: message });
