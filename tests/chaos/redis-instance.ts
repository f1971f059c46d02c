import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Redis } from "ioredis";
import { now, pause } from "../load/clock";
import { freePort } from "./server-process";

const START_MS = 10_000;
const living = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/** A Redis of the test's own that keeps nothing. */
export class RedisInstance {
  readonly #port: number;
  #child: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
  }

  static async create(): Promise<RedisInstance> {
    return new RedisInstance(await freePort());
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const args = ["--port", String(this.#port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const child = spawn("redis-server", args, { stdio: "ignore" });
    living.add(child);
    child.once("exit", () => living.delete(child));
    this.#child = child;
    await this.#ask((redis) => redis.ping());
  }

  async flush(): Promise<void> {
    await this.#ask((redis) => redis.flushall());
  }

  /** Cuts every connection that it has; its data stays. */
  async cutClients(): Promise<void> {
    await this.#ask((redis) => redis.call("CLIENT", "KILL", "TYPE", "pubsub"));
    await this.#ask((redis) => redis.call("CLIENT", "KILL", "TYPE", "normal"));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async #ask(question: (redis: Redis) => Promise<unknown>): Promise<void> {
    for (const deadline = now() + START_MS; ; await pause(50)) {
      const redis = new Redis(this.url, {
        lazyConnect: true,
        retryStrategy: () => null,
        maxRetriesPerRequest: 0,
      });
      redis.on("error", () => undefined);
      const answered = await redis
        .connect()
        .then(() => question(redis))
        .then(
          () => true,
          () => false,
        );
      redis.disconnect();
      if (answered) return;
      if (now() > deadline) throw new Error("redis-server does not answer: is it installed?");
    }
  }
}
