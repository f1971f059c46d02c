import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { expect, it, vi } from "vitest";
import { freePort } from "../chaos/server-process";

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const SCRIPT = join(process.cwd(), "scripts/cluster.ts");
/** Stands for the server: it lives until it is told to end. */
const STUB = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);";
const lives = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it.each(["SIGKILL", "SIGTERM"] as const)(
  "[R-12] a cluster that ends by %s leaves no server behind",
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), "caddiepro-cluster-"));
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist/server.js"), STUB);
    const env = { ...process.env, PORT: String(await freePort()), DATABASE_URL: "postgres://nowhere" };
    const parent = spawn(process.execPath, ["--import", TSX, SCRIPT, "2"], { cwd: folder, env });
    const ended = once(parent, "exit");
    const pids: number[] = [];
    createInterface(parent.stdout).on("line", (line) => {
      const pid = /pid (\d+)/.exec(line)?.[1];
      if (pid) pids.push(Number(pid));
    });
    try {
      await vi.waitFor(() => expect(pids).toHaveLength(2), { timeout: 10_000 });
      expect(pids.map(lives)).toEqual([true, true]);
      parent.kill(signal);
      await ended;
      await vi.waitFor(() => expect(pids.map(lives)).toEqual([false, false]), { timeout: 10_000 });
    } finally {
      for (const pid of [...pids, parent.pid ?? 0].filter((pid) => pid > 0 && lives(pid)))
        process.kill(pid, "SIGKILL");
      rmSync(folder, { recursive: true });
    }
  },
);
