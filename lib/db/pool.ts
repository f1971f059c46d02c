import { type Connection, connectionClosed, inRows, type Statement } from "./connection";
import { isAftermath } from "./errors";
import { WaitingLine } from "./waiting-line";

/** How long a statement or transaction waits for a connection. */
const PATIENCE_MS = 5_000;
const LISTEN_MS = 1_000;

/** What drizzle calls of the driver. */
interface Session {
  options: { parsers: object; serializers: object };
  unsafe(text: string, params?: unknown[]): Statement;
}

/** Connections to PostgreSQL, opened when they are needed. To drizzle it looks like the driver's own client. */
export class Pool implements Session {
  /** Drizzle writes its own parsers here; a connection is opened with the same ones. */
  readonly options = { parsers: {}, serializers: {} };
  readonly #open: () => Connection;
  readonly #line: WaitingLine;
  readonly #all = new Set<Connection>();
  #idle: Connection[] = [];
  readonly #running = new Set<Promise<unknown>>();
  readonly #listening: NodeJS.Timeout;
  #closed = false;

  constructor(size: number, open: () => Connection) {
    this.#open = open;
    this.#line = new WaitingLine(size, PATIENCE_MS);
    this.#listening = setInterval(() => this.#endSilent(), LISTEN_MS).unref();
  }

  unsafe(text: string, params?: unknown[]): Statement {
    let asValues = false;
    const answer = this.#use((connection) => {
      const statement = connection.send(text, params);
      return asValues ? statement.values() : statement;
    });
    return inRows(answer, () => {
      asValues = true;
    });
  }

  /**
   * Runs a transaction. BEGIN travels with the first statement, COMMIT with those that were not waited for: should one
   * of them fail, the server makes a ROLLBACK of the COMMIT, and this is rejected with the failure.
   */
  begin<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#use(async (connection) => {
      let failure: unknown;
      const unsafe = (text: string, params?: unknown[]) => {
        const statement = connection.send(text, params);
        statement.catch((error: unknown) => {
          failure ??= error;
        });
        return statement;
      };
      void unsafe("begin");
      try {
        const result = await work({ options: this.options, unsafe });
        const { command } = await unsafe("commit");
        if (command !== "COMMIT") throw failure ?? new Error("the transaction was rolled back");
        return result;
      } catch (error) {
        if (!connection.lost) await connection.send("rollback").catch(() => connection.end());
        throw failure && isAftermath(error) ? failure : error;
      }
    });
  }

  /** Refuses what comes; what runs may end, for so many seconds. */
  async close(seconds: number): Promise<void> {
    this.#closed = true;
    clearInterval(this.#listening);
    const late = new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref());
    await Promise.race([Promise.allSettled(this.#running), late]);
    await Promise.all([...this.#all].map((connection) => connection.end()));
  }

  async #use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const running = this.#line.run(async () => {
      if (this.#closed) throw connectionClosed();
      const connection = this.#take();
      try {
        return await work(connection);
      } finally {
        if (connection.lost) this.#all.delete(connection);
        else this.#idle.push(connection);
      }
    });
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** The one that was used last: its statements are prepared, and what it needs is in the server's caches. */
  #take(): Connection {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (!connection.lost) return connection;
      this.#all.delete(connection);
    }
    const opened = this.#open();
    this.#all.add(opened);
    return opened;
  }

  /** A server that hangs, or a network that swallows everything, closes no connection. */
  #endSilent(): void {
    const now = performance.now();
    for (const connection of this.#all) if (connection.isSilent(now)) void connection.end();
  }
}
