import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { configDefaults, defineConfig } from "vitest/config";

// Far from Bogotá and at an odd 45 minutes: a time formatted in the machine's zone instead of the club's shows at once.
process.env.TZ = "Asia/Kathmandu";

const beside = ["tests/e2e/**", "tests/chaos/**/*.chaos.test.ts"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    env: { TZ: "Asia/Kathmandu" },
    pool: "forks",
    testTimeout: 15_000,
    maxWorkers: 2,
    restoreMocks: true,
    unstubGlobals: true,
    unstubEnvs: true,
    setupFiles: ["tests/setup.ts"],
    coverage: {
      provider: "v8",
      include: ["lib/**/*.ts", "hooks/**/*.{ts,tsx}", "components/**/*.{ts,tsx}"],
      exclude: ["**/*.d.ts", "lib/i18n/*.json"],
      reporter: ["text-summary", "html", "json-summary"],
      thresholds: { lines: 80 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: [...configDefaults.exclude, "tests/**/*.db.test.ts", ...beside],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          environment: "node",
          include: ["tests/**/*.db.test.ts"],
          exclude: [...configDefaults.exclude, ...beside],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: "ui",
          environment: "jsdom",
          include: ["tests/**/*.ui.test.tsx"],
          exclude: [...configDefaults.exclude, ...beside],
          setupFiles: ["tests/setup-dom.ts"],
        },
      },
    ],
  },
});
