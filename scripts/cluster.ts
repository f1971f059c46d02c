import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { createBalancer } from "./balancer";

const RESTART_MS = 1_000;
/** A server whose starter is gone, however it went, is stopped too: the channel between them closes with it. */
const ENDS_WITH_US = "process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))";
const NODE_ARGS = [`--import=data:text/javascript,${encodeURIComponent(ENDS_WITH_US)}`, "dist/server.js"];

/**
 * `npm run cluster -- [processes]`: that many production servers (2) on one PostgreSQL and one Redis behind a small
 * balancer, to see what happens when one of them is killed. Not for production: there, let systemd or the like keep the
 * processes and nginx balance (docs/operate.md).
 */
function main(): void {
  const count = Number(process.argv[2] ?? 2);
  const port = Number(process.env.PORT ?? 3000);
  const { DATABASE_URL, REDIS_URL = "redis://127.0.0.1:6379" } = process.env;
  if (!Number.isInteger(count) || count < 1 || count > 16) return refuse("processes: must be 1 to 16");
  if (!Number.isInteger(port) || port < 1 || port > 65_000) return refuse("PORT: must be 1 to 65000");
  if (!DATABASE_URL)
    return refuse("DATABASE_URL: a cluster shares one PostgreSQL; the embedded database has one process");
  if (!existsSync("dist/server.js")) return refuse("dist/server.js is missing: run npm run build first");

  const ports = Array.from({ length: count }, (_, n) => port + 1 + n);
  const env = {
    ...{ NEXTAUTH_SECRET: randomBytes(32).toString("hex"), NEXTAUTH_URL: `http://localhost:${port}` },
    ...{ ALLOWED_ORIGINS: `http://127.0.0.1:${port}`, SEED_DEMO: "1" },
    ...process.env,
    ...{ NODE_ENV: "production" as const, HOST: "127.0.0.1", DATABASE_URL, REDIS_URL },
  };
  const children = new Map<number, ChildProcess>();
  let stopping = false;

  function start(nodePort: number): void {
    const child = spawn(process.execPath, NODE_ARGS, {
      env: { ...env, PORT: String(nodePort) },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    children.set(nodePort, child);
    const name = `node ${nodePort}`;
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface(stream).on("line", (line) => console.info(`${name} │ ${line}`));
    console.info(`${name} │ pid ${child.pid}: kill -9 ${child.pid} to see its clients move over`);
    child.once("exit", (code, signal) => {
      console.info(`${name} │ ended (${signal ?? code})`);
      if (!stopping) setTimeout(() => !stopping && start(nodePort), RESTART_MS);
    });
  }

  const balancer = createBalancer(ports);
  balancer.once("error", (error: NodeJS.ErrnoException) => refuse(`PORT: ${port} (${error.code})`));
  balancer.listen(port, "127.0.0.1", () => {
    console.info(`balancer on http://localhost:${port} → ${ports.join(", ")}`);
    for (const nodePort of ports) start(nodePort);
  });
  const stop = () => {
    stopping = true;
    balancer.close();
    for (const child of children.values()) child.kill("SIGTERM");
    setTimeout(() => process.exit(0), 5_000).unref();
    void Promise.all(
      [...children.values()].map((c) => c.exitCode ?? new Promise((done) => c.once("exit", done))),
    ).then(() => process.exit(0));
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function refuse(reason: string): void {
  console.error(reason);
  process.exit(1);
}

main();
