import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SOURCES = [
  "app",
  "components",
  "hooks",
  "lib",
  "public",
  "server.ts",
  "next.config.mjs",
  "package.json",
];
const BUILT = [".next/BUILD_ID", "dist/server.js"];

/** The browser meets what the club gets: the production build, made anew when a source is younger than it. */
export default function setup(): void {
  const builtAt = Math.min(...BUILT.map((file) => changedAt(ROOT + file)));
  const changed = Math.max(...SOURCES.map((path) => changedAt(ROOT + path)));
  if (builtAt < changed) execFileSync("npm", ["run", "build"], { cwd: ROOT, stdio: "inherit" });
}

/** Milliseconds since 1970 of the youngest file at or under the path; 0 when there is none. */
function changedAt(path: string): number {
  if (!existsSync(path)) return 0;
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => changedAt(`${path}/${name}`)));
}
