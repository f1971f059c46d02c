import type { Options, PostgresError, PostgresType, Row, Sql } from "postgres";

/** The driver's own answer: its rows, with the tag of the command that made them. */
export type Result = Row[] & { command?: string };
/** A statement under way; `values()`, called at once, makes arrays of its rows. */
export type Statement = Promise<Result> & { values(): Promise<Result> };
/** `state` is the driver's own: null until the query is written to the socket. */
type Sent = { state?: unknown; cancel(): void };
type Connect = (url: string, options: Options<Record<string, PostgresType>>) => Sql;

/** Longer than the server's `statement_timeout`: whoever is silent for so long is not there any more. */
export const SILENCE_MS = 12_000;

/**
 * One connection to PostgreSQL. Statements leave in the order of their calls and do not wait for each other's answers:
 * the server works them off one by one. The first sign that the connection is lost ends it for good. The driver's own
 * pool reconnects under the feet of a transaction: it has been seen to end the process (a ROLLBACK written to a closed
 * socket), to run the rest of a transaction on the new connection, and to hand out the old one's error.
 */
export class Connection {
  readonly #client: Sql;
  readonly #unanswered = new Set<Sent>();
  #heardAt = 0;
  #ended: Promise<void> | null = null;

  constructor(connect: Connect, url: string, options: Options<Record<string, PostgresType>>) {
    this.#client = connect(url, { ...options, max: 1, max_lifetime: null, onclose: () => void this.end() });
  }

  get lost(): boolean {
    return this.#ended !== null;
  }

  /** True when it was asked something and has not said a word for 12 s. */
  isSilent(now: number): boolean {
    return this.#unanswered.size > 0 && now - this.#heardAt > SILENCE_MS;
  }

  /** Sends a statement; it stands behind those that were sent before it. */
  send(text: string, params: unknown[] = []): Statement {
    if (this.lost) return inRows(Promise.reject(connectionClosed()), () => {});
    if (this.#unanswered.size === 0) this.#heardAt = performance.now();
    // Named statements live as long as their connection: parsed and planned once.
    const query = this.#client.unsafe(text, params as never[], { prepare: params.length > 0 });
    this.#unanswered.add(query);
    return inRows(this.#answerOf(query), () => query.values());
  }

  async #answerOf(query: Sent & PromiseLike<Row[]>): Promise<Result> {
    try {
      return await query;
    } catch (error) {
      if (!leavesConnection(error)) void this.end();
      throw error;
    } finally {
      this.#heardAt = performance.now();
      this.#unanswered.delete(query);
    }
  }

  /** Ends it; whatever is unanswered is refused. Resolves when the server was told, if it can be. */
  end(): Promise<void> {
    if (this.#ended) return this.#ended;
    // Those that the driver holds back: it would open a new connection for them, outside of their transaction.
    for (const query of this.#unanswered) if (!wasSent(query)) query.cancel();
    this.#ended = this.#client.end({ timeout: 0 });
    return this.#ended;
  }
}

export function inRows(answer: Promise<Result>, asValues: () => unknown): Statement {
  const values = () => {
    asValues();
    return answer;
  };
  return Object.assign(answer, { values });
}

/** An error of the statement alone; every other one says that the connection is not to be trusted any more. */
function leavesConnection(error: unknown): boolean {
  const { name, severity } = error as PostgresError;
  return name === "PostgresError" && severity === "ERROR";
}

const wasSent = ({ state }: Sent) => state !== null;

export const connectionClosed = () =>
  Object.assign(new Error("the connection to the database was lost"), { code: "CONNECTION_CLOSED" });
