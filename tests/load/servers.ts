import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { now, pause } from "./clock";
import { type Child, startChild } from "./processes";

export interface Served {
  port: number;
  child: Child;
}

export interface OurOptions {
  databaseUrl: string;
  secret: string;
  /** Absent: a free one. */
  port?: number;
  /** Makes the processes of one database one cluster. */
  redisUrl?: string | undefined;
  /** Folder for a CPU profile, written when the server ends. */
  profileTo?: string | undefined;
}

const START_MS = 60_000;
/** Lets a running server be asked to collect its garbage, so that memory can be compared. */
const PROBE = `process.on("message", ({ id }) => { gc(); process.send({ id }); });
process.on("disconnect", () => process.exit(0));`;
const COLLECTABLE = ["--expose-gc", `--import=data:text/javascript,${encodeURIComponent(PROBE)}`];

/** @throws Error that says what to run first */
export function requireBuild(): void {
  for (const file of [".next/BUILD_ID", "dist/server.js"]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build first`);
  }
}

/** Starts the production server over this database; resolves when `/api/health` says 200. */
export async function startOurs(options: OurOptions): Promise<Served> {
  const started = await launchOurs(options);
  await started.healthyAt;
  return started;
}

/** The same, without waiting: `healthyAt` is when `/api/health` first said 200, on the shared clock. */
export async function launchOurs(options: OurOptions): Promise<Served & { healthyAt: Promise<number> }> {
  const port = options.port ?? (await freePort());
  const profile = options.profileTo ? ["--cpu-prof", `--cpu-prof-dir=${options.profileTo}`] : [];
  const child = startChild(process.execPath, [...COLLECTABLE, ...profile, "dist/server.js"], {
    onServerCore: true,
    env: serverEnv(port, options),
  });
  return { port, child, healthyAt: healthy(port, child) };
}

/** Milliseconds from `npm start` to the first 200 of `/api/health`, with the database in place. */
export async function timeStart(options: OurOptions): Promise<number> {
  const port = await freePort();
  const begun = now();
  const child = startChild("npm", ["start", "--silent"], {
    onServerCore: true,
    env: serverEnv(port, options),
  });
  try {
    return (await healthy(port, child)) - begun;
  } finally {
    await child.stop();
  }
}

export type Peer = "socketIo" | "ws";

export async function startPeer(peer: Peer): Promise<Served> {
  const file = peer === "ws" ? "tests/load/peer-ws.ts" : "tests/load/peer-socket-io.ts";
  const args = ["--expose-gc", "--import", "tsx", file];
  const child = startChild(process.execPath, args, { onServerCore: true });
  const port = await freePort();
  await child.ask("listen", port);
  return { port, child };
}

const serverEnv = (port: number, { databaseUrl, secret, redisUrl = "" }: OurOptions) => ({
  NODE_ENV: "production",
  PORT: String(port),
  HOST: "127.0.0.1",
  DATABASE_URL: databaseUrl,
  // Empty is absent: whatever the shell has set is not what is measured.
  REDIS_URL: redisUrl,
  NEXTAUTH_SECRET: secret,
  NEXTAUTH_URL: `http://127.0.0.1:${port}`,
  SEED_DEMO: "1",
  LOG_LEVEL: "warn",
});

async function healthy(port: number, child: Child): Promise<number> {
  const deadline = now() + START_MS;
  while (now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return now();
    await pause(10);
  }
  throw new Error(`the server is not healthy after ${START_MS} ms:\n${child.printed()}`);
}

/** A loopback port that nobody listens on. */
function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
