import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Redis } from "ioredis";

const PATIENCE_MS = 10_000;

/**
 * Where `redis-server` is installed, or null.
 * @throws Error when CI is set and there is none: the proof of the cluster would be missing without a word
 */
export function redisProgram(): string | null {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const file = join(folder, "redis-server");
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EACCES") throw error;
    }
  }
  if (process.env.CI) throw new Error("CI needs a Redis: there is no redis-server in PATH");
  return null;
}

/** A Redis of a test's own, on a port of its own, that keeps nothing. */
export class PrivateRedis {
  readonly port: number;
  readonly #program: string;
  readonly #folder = mkdtempSync(join(tmpdir(), "caddiepro-redis-"));
  #process: ChildProcess | undefined;

  private constructor(program: string, port: number) {
    this.#program = program;
    this.port = port;
  }

  static async start(program: string): Promise<PrivateRedis> {
    const redis = new PrivateRedis(program, await freePort());
    await redis.begin();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it, after a kill on the same port, and resolves when it answers. */
  async begin(): Promise<void> {
    const settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", this.#folder];
    const child = spawn(this.#program, ["--port", String(this.port), ...settings], { stdio: "ignore" });
    this.#process = child;
    const ended = once(child, "exit").then(() => Promise.reject(new Error("redis-server ended as it began")));
    await Promise.race([this.ask((client) => client.ping()), ended]);
    ended.catch(() => undefined);
  }

  /** Ends it as a crash does: no word to its clients but the end of their connections. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Runs a command over a connection of its own. */
  async ask<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    const refused: Error[] = [];
    client.on("error", (error: Error) => refused.push(error));
    const late = setTimeout(() => client.disconnect(), PATIENCE_MS);
    try {
      return await command(client);
    } catch (error) {
      throw new Error(`redis-server did not answer: ${refused.at(-1)?.message}`, { cause: error });
    } finally {
      clearTimeout(late);
      client.disconnect();
    }
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}
