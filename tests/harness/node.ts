import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { readEnv } from "@/lib/env";
import type { Cluster } from "@/lib/realtime/cluster";
import type { Realtime } from "@/lib/realtime/gateway";
import { type Runtime, runtime, setRuntime } from "@/lib/runtime";
import { startServices } from "@/lib/start";
import type { Storage } from "./databases";
import { type LogLine, recorder, SECRET } from "./server";

/**
 * One more server of the cluster in this process: sockets, tail and connections to database and Redis are its own, put
 * together by the same code. What is asked over HTTP, and who somebody is, the process's first server answers.
 */
export class FurtherNode {
  readonly lines: LogLine[] = [];
  readonly #http: Server = createServer();
  #services: Awaited<ReturnType<typeof startServices>> | undefined;

  static async start(storage: Storage, redisUrl: string): Promise<FurtherNode> {
    const node = new FurtherNode();
    await new Promise<void>((resolve) => node.#http.listen(0, "127.0.0.1", resolve));
    const env = readEnv({
      NODE_ENV: "test",
      NEXTAUTH_SECRET: SECRET,
      SEED_DEMO: "0",
      DATA_DIR: storage.dataDir,
      DATABASE_URL: storage.url,
      REDIS_URL: redisUrl,
      ALLOWED_ORIGINS: node.url,
    });
    const first = runtime();
    node.#services = await startServices(env, recorder(node.lines), node.#http, null);
    setRuntime(first);
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  get runtime(): Runtime {
    if (!this.#services) throw new Error("this node has not started");
    return this.#services.runtime;
  }

  get realtime(): Realtime {
    const { realtime } = this.runtime;
    if (!realtime) throw new Error("this node runs with REALTIME=off");
    return realtime;
  }

  get cluster(): Cluster {
    const { cluster } = this.realtime;
    if (!cluster) throw new Error("this node is alone");
    return cluster;
  }

  /** From now on only a hint can tell it that there is something to read. */
  deafen(): void {
    this.runtime.tail.stop();
  }

  /** @returns how long the stop took, in milliseconds */
  async stop(): Promise<number> {
    const closed = new Promise((resolve) => this.#http.close(resolve));
    const begun = performance.now();
    await this.#services?.stop();
    const took = performance.now() - begun;
    this.#http.closeAllConnections();
    await closed;
    await this.runtime.database.close();
    return took;
  }
}
