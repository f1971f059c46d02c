import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface ServerOptions {
  /** Absent: an embedded database in a folder of its own. */
  databaseUrl?: string;
  realtime?: "on" | "off";
  /** An empty database, as a club's first start finds it. */
  empty?: boolean;
  /** Weeks of past turns that the demo clubs have. */
  weeks?: number;
  /** A push service of the tests. */
  pushOrigin?: string;
  /** Given to Node itself. */
  nodeOptions?: string;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The production server as a process of its own, with the demo clubs. Its data outlives a kill, not `dispose`. */
export class ClubServer {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #dataDir: string;
  #process: ChildProcess | null = null;
  #said: string[] = [];

  private constructor(port: number, dataDir: string, options: ServerOptions) {
    const { databaseUrl, realtime = "on", nodeOptions = "" } = options;
    const { empty = false, weeks = 0, pushOrigin = "" } = options;
    this.url = `http://127.0.0.1:${port}`;
    this.#dataDir = dataDir;
    const { PATH, HOME, TZ } = process.env;
    this.#env = {
      ...{ PATH, HOME, TZ, NODE_ENV: "production", SEED_DEMO: empty ? "0" : "1", LOG_LEVEL: "warn" },
      ...{ HOST: "127.0.0.1", PORT: String(port), NEXTAUTH_URL: this.url, DATA_DIR: dataDir },
      ...{ NEXTAUTH_SECRET: "a secret of the browser tests, of no worth elsewhere", REALTIME: realtime },
      ...{ NODE_OPTIONS: nodeOptions, SEED_WEEKS: String(weeks), PUSH_ALLOWED_ORIGINS: pushOrigin },
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    };
  }

  static async start(options: ServerOptions = {}): Promise<ClubServer> {
    const dataDir = await mkdtemp(join(tmpdir(), "caddiepro-e2e-"));
    const server = new ClubServer(await freePort(), dataDir, options);
    await server.start();
    return server;
  }

  /** Resolves once pages are served. @throws Error with what the server said when it ended instead */
  async start(): Promise<void> {
    this.#said = [];
    const child = spawn(process.execPath, ["dist/server.js"], { cwd: ROOT, env: this.#env });
    this.#process = child;
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.#said.push(text));
    await new Promise<void>((resolve, reject) => {
      createInterface(child.stdout).on("line", (line) => {
        this.#said.push(line);
        // What it says for a person follows at once, in the same tick.
        if (line.startsWith("CaddiePro: http")) setImmediate(resolve);
      });
      child.once("exit", (code) =>
        reject(new Error(`the server ended (${code}):\n${this.#said.join("\n")}`)),
      );
    });
  }

  /** What it has said since its start, line by line. */
  get said(): readonly string[] {
    return this.#said;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Lines of the log at error or worse since the start. */
  faults(): string[] {
    return this.#said.flatMap((text) => text.split("\n")).filter((line) => /"level":[56]0/.test(line));
  }

  /** As a power cut does it: nobody is told. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** As a deployment does it: clients are told, work in flight ends. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async dispose(): Promise<void> {
    await this.stop();
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
