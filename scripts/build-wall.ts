import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Builds the page of the public screens (docs/decisions: a screen is no person, and a page of its own). */

const resolved = (path: string) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: { tablero: fileURLToPath(import.meta.resolve("../components/walls/main.tsx")) },
  outdir: resolved("../public/pantalla"),
  bundle: true,
  minify: true,
  format: "iife",
  // Televisions of 2020: what they lack of the library is in components/walls/old-browsers.ts.
  target: "chrome68",
  jsx: "automatic",
  // The texts reach the page parsed, as in next.config.mjs.
  alias: {
    "use-intl/format-message": resolved(
      "../node_modules/use-intl/dist/esm/production/format-message/format-only.js",
    ),
  },
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  logLevel: "warning",
});
