import { gzipSync } from "node:zlib";
import type { Served } from "./servers";

/** The scripts that the board's page names, for the user of this token; what it loads lazily later is not among them. */
export async function pageScripts(
  { port }: Served,
  token: string,
): Promise<{ named: string[]; weigh(): Promise<number> }> {
  const origin = `http://127.0.0.1:${port}`;
  const cookie = `caddiePro_token=${token}`;
  const page = await fetch(`${origin}/turnos`, { headers: { cookie }, redirect: "error" });
  const html = await page.text();
  const legacy = new Set(
    [...html.matchAll(/<script[^>]*>/gi)]
      .filter(([tag]) => /nomodule/i.test(tag))
      .map(([tag]) => /src="([^"?]+)/.exec(tag)?.[1]),
  );
  const paths = new Set([...html.matchAll(/\/_next\/static\/[^"'\\?\s]+?\.js/g)].map(([path]) => path));
  const named = [...paths].filter((path) => !legacy.has(path));
  if (named.length === 0) throw new Error("the board's page names no script");
  return {
    named,
    /** Bytes of all of them, gzipped. */
    async weigh() {
      const sizes = named.map(async (path) => {
        const response = await fetch(origin + path);
        if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
        return gzipSync(Buffer.from(await response.arrayBuffer())).length;
      });
      return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
    },
  };
}
