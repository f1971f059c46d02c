import { gzipSync } from "node:zlib";
import type { Club } from "./club";
import type { Served } from "./servers";

/** Bytes of JavaScript, gzipped, that the board's page names; what it loads lazily later is not among it. */
export async function pageScriptBytes(ours: Served, club: Club): Promise<number> {
  const origin = `http://127.0.0.1:${ours.port}`;
  const cookie = `caddiePro_token=${await club.adminToken()}`;
  const page = await fetch(`${origin}/turnos`, { headers: { cookie }, redirect: "error" });
  const html = await page.text();
  const legacy = new Set(
    [...html.matchAll(/<script[^>]*>/gi)]
      .filter(([tag]) => /nomodule/i.test(tag))
      .map(([tag]) => /src="([^"?]+)/.exec(tag)?.[1]),
  );
  const named = new Set([...html.matchAll(/\/_next\/static\/[^"'\\?\s]+?\.js/g)].map(([path]) => path));
  const scripts = [...named].filter((path) => !legacy.has(path));
  if (scripts.length === 0) throw new Error("the board's page names no script");
  const sizes = scripts.map(async (path) => {
    const response = await fetch(origin + path);
    if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
    return gzipSync(Buffer.from(await response.arrayBuffer())).length;
  });
  return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
}
