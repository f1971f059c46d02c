import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { now, pause } from "../load/clock";
import { CHAOS_SECRET } from "./club";

/** Lets a running server be told to collect its garbage, so that memory can be compared. */
const COLLECTABLE = "process.on('SIGUSR2', () => { gc(); gc(); })";
const PROBE = ["--expose-gc", `--import=data:text/javascript,${encodeURIComponent(COLLECTABLE)}`];
const START_MS = 30_000;
const KEPT_LINES = 400;

export interface ServerPlan {
  databaseUrl?: string;
  dataDir: string;
  /** Node's own arguments, such as `--import`. */
  nodeArgs?: string[];
  env?: Record<string, string>;
}

/** How a server ended. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** From the signal to the end of the process. */
  ms: number;
}

const living = new Set<ChildProcess>();
// A test run that is broken off leaves no server behind.
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** @throws Error that says what to run first */
export function requireBuild(): void {
  for (const file of [".next/BUILD_ID", "dist/server.js"]) {
    if (!existsSync(file)) throw new Error(`${file} is missing: run npm run build before npm run test:chaos`);
  }
}

/** The production server in a process of its own; it comes back at the same port. */
export class ServerProcess {
  readonly port: number;
  readonly #plan: ServerPlan;
  #child: ChildProcess | null = null;
  #lines: string[] = [];

  private constructor(port: number, plan: ServerPlan) {
    this.port = port;
    this.#plan = plan;
  }

  static async create(plan: ServerPlan): Promise<ServerProcess> {
    requireBuild();
    return new ServerProcess(await freePort(), plan);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** What it printed, the last lines of it. */
  get printed(): readonly string[] {
    return this.#lines;
  }

  /** Lines at pino's level error or above, and whatever is no log line at all: crashes, warnings of Node. */
  get faults(): string[] {
    return this.#lines.filter((line) => {
      if (!line.startsWith("{")) return !/^(CaddiePro: http|✓ )/.test(line.trim()) && line.trim() !== "";
      return (JSON.parse(line) as { level: number }).level >= 50;
    });
  }

  /** Takes the faults that this pattern explains off the record. */
  forgive(pattern: RegExp): void {
    const forgiven = new Set(this.faults.filter((line) => pattern.test(line)));
    this.#lines = this.#lines.filter((line) => !forgiven.has(line));
  }

  get pid(): number {
    if (!this.#child?.pid) throw new Error("the server does not run");
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Begins without waiting for it. */
  spawn(): ChildProcess {
    const { databaseUrl, dataDir, nodeArgs = [], env = {} } = this.#plan;
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [...PROBE, ...nodeArgs, "dist/server.js"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...{ PATH, HOME, TZ: "UTC", NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(this.port) },
        ...{ NEXTAUTH_SECRET: CHAOS_SECRET, NEXTAUTH_URL: this.url, SEED_DEMO: "0", LOG_LEVEL: "warn" },
        ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: dataDir }),
        ...env,
      },
    });
    living.add(child);
    child.once("exit", () => living.delete(child));
    for (const stream of [child.stdout, child.stderr]) {
      let rest = "";
      stream.setEncoding("utf8").on("data", (text: string) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        this.#lines.push(...lines);
        this.#lines.splice(0, this.#lines.length - KEPT_LINES);
      });
    }
    this.#child = child;
    return child;
  }

  /** Resolves when `/api/health` says 200, with the milliseconds that it took. */
  async start(): Promise<number> {
    const begun = now();
    this.spawn();
    await this.healthy();
    return now() - begun;
  }

  async healthy(): Promise<void> {
    const deadline = now() + START_MS;
    while (now() < deadline) {
      if (!this.running) throw new Error(`the server ended while it started:\n${this.#lines.join("\n")}`);
      const answer = await fetch(`${this.url}/api/health`).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.status === 200) return;
      await pause(10);
    }
    throw new Error(`the server is not healthy after ${START_MS} ms:\n${this.#lines.join("\n")}`);
  }

  /** As a power cut does it: nobody is told. */
  kill(): Promise<Ending> {
    return this.#end("SIGKILL");
  }

  /** As a deployment does it. */
  terminate(): Promise<Ending> {
    return this.#end("SIGTERM");
  }

  /** Resident memory in bytes, after its garbage was collected. */
  async memory(): Promise<number> {
    process.kill(this.pid, "SIGUSR2");
    // The collection answers nothing; a request that comes after it does.
    await fetch(`${this.url}/api/socket-health`).then((answer) => answer.arrayBuffer());
    const status = readFileSync(`/proc/${this.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  }

  async #end(signal: NodeJS.Signals): Promise<Ending> {
    const child = this.#child;
    if (!child || !this.running) return { code: child?.exitCode ?? null, signal: null, ms: 0 };
    const begun = now();
    const ended = once(child, "exit");
    child.kill(signal);
    const [code, by] = (await ended) as [number | null, NodeJS.Signals | null];
    return { code, signal: by, ms: now() - begun };
  }
}

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
