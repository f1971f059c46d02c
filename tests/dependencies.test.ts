import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Lock {
  packages: Record<string, { version?: string }>;
}
const lock: Lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"));
const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

/** Releases below these have published holes that reach us (docs/decisions/0009), most through another package. */
const SAFE_FROM = {
  next: "16.4.3",
  "next-auth": "4.24.15",
  "engine.io": "6.6.10",
  "socket.io-parser": "4.2.7",
  ws: "8.21.0",
  // Through next-auth: tokens that unpack to any size (GHSA-hhhv-q57g-882q), and what a page is made of.
  jose: "4.15.5",
  preact: "10.28.2",
  "@babel/runtime": "7.26.10",
  // Through engine.io: cookies with fields of the sender's choice (GHSA-pxg6-pf52-xh8x).
  cookie: "0.7.0",
  // Through compression: headers of one answer in another (GHSA-76c9-3jph-rj3q).
  "on-headers": "1.1.0",
  // Through next.
  nanoid: "3.3.8",
  postcss: "8.4.31",
};

const installed = (name: string) =>
  Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([path, { version }]) => ({ path, version: version ?? "0.0.0" }));

function isAtLeast(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((text) => text.split(/[.-]/, 3).map(Number));
  const difference = [0, 1, 2].map((i) => (a?.[i] ?? 0) - (b?.[i] ?? 0)).find((d) => d !== 0) ?? 0;
  return difference >= 0;
}

it.each(Object.entries(SAFE_FROM))("[R-03] locks no %s older than %s, at any depth", (name, floor) => {
  const copies = installed(name);
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.filter(({ version }) => !isAtLeast(version, floor))).toEqual([]);
});

it("has the very copies installed that it locks", () => {
  const astray = Object.keys(SAFE_FROM).flatMap((name) =>
    installed(name).filter(({ path, version }) => {
      const copy = JSON.parse(readFileSync(new URL(`../${path}/package.json`, import.meta.url), "utf8"));
      return copy.version !== version;
    }),
  );
  expect(astray).toEqual([]);
});

it("compares versions as numbers", () => {
  expect(isAtLeast("6.6.9", "6.6.10")).toBe(false);
  expect(isAtLeast("16.10.0", "16.4.3")).toBe(true);
  expect(isAtLeast("8.21.0", "8.21.0")).toBe(true);
});

it("pins every direct dependency to one release", () => {
  const direct = ["dependencies", "devDependencies", "overrides"].flatMap((key) =>
    Object.entries(manifest[key] ?? {}),
  );
  expect(direct.length).toBeGreaterThan(30);
  expect(direct.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
});

it("locks the very release that package.json names", () => {
  const direct = ["dependencies", "devDependencies"].flatMap((key) => Object.entries(manifest[key] ?? {}));
  const astray = direct.filter(([name, range]) => lock.packages[`node_modules/${name}`]?.version !== range);
  expect(astray).toEqual([]);
});
