import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PROGRAM = "public/pantalla/tablero.js";

let known: string | undefined;

/** Names the screen's program as this server has it; a screen that runs another one loads itself anew. */
export function programBuild(): string {
  known ??= buildOf(join(process.cwd(), PROGRAM));
  return known;
}

function buildOf(file: string): string {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    // Not built, as in tests without a browser: there is no page that could be too old.
    return "none";
  }
}
