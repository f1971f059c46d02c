import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { lockFolder } from "@/lib/db/lock";

const folders: string[] = [];
const children: ChildProcess[] = [];
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "caddiepro-test-"));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  // One that did not refuse would run on.
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Starts the real `server.ts` and resolves with what it said when it ended. */
function runServer(variables: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _none, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "server.ts"], {
    env: { ...env, NODE_ENV: "development", PORT: "0", ...variables },
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, said })));
}

it("a second process on the same folder refuses to start, and says who holds it", async () => {
  const dataDir = newFolder();
  const release = lockFolder(dataDir);
  const { code, said } = await runServer({ DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(said.trim()).toBe(
    `DATA_DIR: ${dataDir} is in use by process ${process.pid}; stop it, or give this one another DATA_DIR`,
  );
  release();
});

it("a malformed variable stops the start with one line that names it", async () => {
  const { code, said } = await runServer({ DATA_DIR: newFolder(), REALTIME: "maybe" });
  expect([code, said.trim()]).toEqual([1, "REALTIME: must be on or off"]);
});

it("the lock of a process that is gone is taken over", () => {
  const dataDir = newFolder();
  const renamed = `${process.pid} 1 before-the-restart`;
  for (const stale of ["999999999", "999999999 5 boot", "", "no number", "-1", "0", renamed]) {
    writeFileSync(join(dataDir, "lock"), stale);
    lockFolder(dataDir)();
  }
  const release = lockFolder(dataDir);
  expect(() => lockFolder(dataDir)).toThrow(`in use by process ${process.pid}`);
  release();
  lockFolder(dataDir)();
  expect(readdirSync(dataDir)).toEqual([]);
});

it("of five that find the lock of a dead process at once, one takes it", async () => {
  const lock = join(process.cwd(), "lib/db/lock.ts");
  const code = `import { lockFolder } from ${JSON.stringify(lock)};
    process.once("message", (folder) => {
      try { lockFolder(folder); process.send("mine"); } catch (error) { process.send(error.message); }
    });
    // Whoever has it keeps it: the lock of one that ended is free again.
    setInterval(() => {}, 1000);
    process.send("ready");`;
  const starters = Array.from({ length: 5 }, () => {
    const args = ["--import", "tsx", "--input-type=module", "-e", code];
    return spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  });
  children.push(...starters);
  const said = () =>
    Promise.all(starters.map((child) => once(child, "message").then(([text]) => String(text))));
  await said();
  const dataDir = newFolder();
  writeFileSync(join(dataDir, "lock"), "999999999 5 boot");
  const answers = said();
  for (const child of starters) child.send(dataDir);
  const all = await answers;
  expect(all.filter((text) => text === "mine")).toHaveLength(1);
  expect(all.filter((text) => text.startsWith("DATA_DIR: "))).toHaveLength(4);
});
