import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import type { Db } from "@/lib/db/client";
import { readEnv } from "@/lib/env";
import { stopListening } from "@/lib/http/listen";
import { PATIENCE, tellBadRequests } from "@/lib/http/patience";
import { refuseUnreadable } from "@/lib/http/target";
import type { Realtime } from "@/lib/realtime/gateway";
import { type Runtime, runtime, setRuntime } from "@/lib/runtime";
import { startServices } from "@/lib/start";
import { createLogger, type Logger } from "@/lib/telemetry/logger";
import type { Storage } from "./databases";
import { answer, loadRoutes } from "./router";
import { noticed } from "./until";

/** What still runs then is cut off, as by `server.ts`. */
const STOP_WITHIN_MS = 4500;

export const SECRET = "a secret of the tests, long enough for the tokens";

export interface LogLine {
  level: number;
  msg: string;
  [field: string]: unknown;
}

type Variables = Record<string, string>;
type Patience = Record<keyof typeof PATIENCE, number>;

/** A log that keeps everything from this level upward in `lines`; `until` looks again at each. */
export function recorder(lines: LogLine[], level = "debug"): Logger {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().trim().split("\n")) lines.push(JSON.parse(line));
      noticed();
      done();
    },
  });
  return createLogger(level, false, sink);
}

/**
 * The real server on a free port of the loopback, without Next: the handlers of `app/api` answer through a small
 * router, sockets and jobs are those of production. One per process at a time: its runtime is the process's.
 */
export class TestServer {
  /** Everything that was logged, from debug upward where LOG_LEVEL does not say otherwise. */
  readonly lines: LogLine[] = [];
  readonly storage: Storage;
  readonly #variables: Variables;
  readonly #patience: Patience;
  #http: Server = createServer();
  #stopServices: () => Promise<void> = async () => {};
  #port = 0;

  private constructor(storage: Storage, variables: Variables, patience: Patience) {
    this.storage = storage;
    this.#variables = variables;
    this.#patience = patience;
  }

  static async start(
    storage: Storage,
    variables: Variables = {},
    patience: Patience = PATIENCE,
  ): Promise<TestServer> {
    const server = new TestServer(storage, variables, patience);
    await server.begin();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get port(): number {
    return this.#port;
  }

  get runtime(): Runtime {
    return runtime();
  }

  get db(): Db {
    return runtime().database.db;
  }

  get realtime(): Realtime {
    const { realtime } = runtime();
    if (!realtime) throw new Error("this server runs with REALTIME=off");
    return realtime;
  }

  /** TCP connections that are open, of whatever kind. */
  connections(): Promise<number> {
    return new Promise((resolve, reject) =>
      this.#http.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  }

  /** Begins (again) on the same data and, after the first time, on the same port. */
  async begin(): Promise<void> {
    const http = createServer(this.#patience);
    await new Promise<void>((resolve, reject) => {
      http.once("error", reject);
      http.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#http = http;
    this.#port = (http.address() as AddressInfo).port;
    const env = readEnv({
      NODE_ENV: "test",
      PORT: String(this.#port),
      NEXTAUTH_SECRET: SECRET,
      SEED_DEMO: "0",
      DATA_DIR: this.storage.dataDir,
      ...(this.storage.url && { DATABASE_URL: this.storage.url }),
      ...this.#variables,
    });
    const routes = await loadRoutes();
    http.on("request", (request, response) => {
      if (refuseUnreadable(request, response)) return;
      const given = env.TRUST_PROXY ? request.headers["x-forwarded-for"] : undefined;
      request.headers["x-forwarded-for"] = given ?? request.socket.remoteAddress;
      answer(routes, request, response).catch((error: unknown) => {
        this.lines.push({ level: 50, msg: "a request failed outside its handler", err: error });
        response.destroy();
      });
    });
    const log = recorder(this.lines, this.#variables.LOG_LEVEL);
    tellBadRequests(http, log);
    const services = await startServices(env, log, http, null);
    this.#stopServices = services.stop;
  }

  /** What `server.ts` does on SIGTERM: clients are told, the port is given back, the database closed. */
  async halt(): Promise<void> {
    const closed = stopListening(this.#http);
    const late = setTimeout(() => this.#http.closeAllConnections(), STOP_WITHIN_MS);
    await this.#stopServices();
    await closed;
    clearTimeout(late);
    await runtime().database.close();
    setRuntime(undefined);
  }

  async restart(): Promise<void> {
    await this.halt();
    await this.begin();
  }

  /** Resolves when the next request of this method has arrived, and nothing was done for it yet. */
  requested(method: string): Promise<void> {
    return new Promise((resolve) => {
      const http = this.#http;
      http.on("request", function look(request) {
        if (request.method !== method) return;
        http.off("request", look);
        resolve();
      });
    });
  }

  /** Takes what was logged as a fault since the last call. */
  takeFaults(): LogLine[] {
    const faults = this.lines.filter((line) => line.level >= 50);
    this.lines.length = 0;
    return faults;
  }

  async stop(): Promise<void> {
    await this.halt();
    await this.storage.drop();
  }
}
