import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";

const FOLDER = process.env.PICTURES;

/** A picture of the page for a person's eyes, where PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!FOLDER) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}
