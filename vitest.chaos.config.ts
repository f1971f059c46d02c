import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

process.env.TZ = "Asia/Kathmandu";

const seed = Number(process.env.CHAOS_SEED) || Math.floor(Math.random() * 2 ** 31);
const long = process.env.CHAOS_LONG === "1" || process.env.CHAOS_SOAK_MIN !== undefined;
const patience = long ? 60 * 60_000 : 120_000 * Number(process.env.CHAOS_SLACK ?? 1);

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    name: "chaos",
    env: { TZ: "Asia/Kathmandu", CHAOS_SEED: String(seed) },
    environment: "node",
    include: ["tests/chaos/**/*.chaos.test.ts"],
    setupFiles: ["tests/setup.ts"],
    // Each scenario wants the whole machine: two at once would measure each other.
    fileParallelism: false,
    testTimeout: patience,
    hookTimeout: 60_000,
  },
});
