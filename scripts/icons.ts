import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../tests/e2e/browser";

/** Draws the app's icons from the mark, `app/icon.svg`; run it again when the mark changes. */

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const mark = readFileSync(`${ROOT}app/icon.svg`, "utf8");
const FLAG = "#f2b705";
/** The square without its round corners: a phone cuts its own. */
const square = mark.replace(' rx="16"', "");
/** All of a mask may take away leaves the inner 80 % in sight. */
const inset = square.replace(
  /(<path d="M26.*)(<\/svg>)/,
  '<g transform="translate(8 8) scale(.75)">$1</g>$2',
);
/** Systems take the shape alone and colour it themselves. */
const shape = mark.replace(/<rect[^>]*>/, "").replaceAll("#0e4a35", "#ffffff");

const ICONS: [file: string, size: number, svg: string, ground: string | null][] = [
  ["public/icons/any-192.png", 192, mark, null],
  ["public/icons/any-512.png", 512, mark, null],
  ["public/icons/maskable-192.png", 192, inset, FLAG],
  ["public/icons/maskable-512.png", 512, inset, FLAG],
  ["public/icons/badge-96.png", 96, shape, null],
  ["app/apple-icon.png", 180, square, FLAG],
];

async function draw(browser: Browser): Promise<void> {
  for (const [file, size, svg, ground] of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>html{background:${ground ?? "transparent"}}body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    await page.screenshot({ path: ROOT + file, omitBackground: ground === null });
    await page.close();
  }
}

mkdirSync(`${ROOT}public/icons`, { recursive: true });
const browser = await launchBrowser();
await draw(browser).finally(() => browser.close());
