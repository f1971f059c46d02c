import { CADDIE_STATUSES } from "@/lib/caddies/vocabulary";
import type { Cursors } from "@/lib/realtime/contract";
import type { Chance } from "../harness/chance";
import { now, pause } from "../load/clock";
import type { WriteRecord } from "./records";
import { within } from "./slack";

export interface WriterPlan {
  name: string;
  userId: string;
  token: string;
  port: number;
  caddieIds: string[];
  /** Those of them who may change their list, and be removed. */
  movable: string[];
  /** Mean pause between two changes, in milliseconds. */
  paceMs: number;
  /** Status changes only, each of which has an effect more often than not. */
  plain?: boolean;
}

interface Change {
  method: string;
  path: string;
  body?: object;
}

const TIMEOUT_MS = within(4_000);
/** One of so many answered changes is sent again with its key. */
const REPEATS = 12;

/** A caddie master's client: one change after the other, each sent with its key until it is answered. */
export class Writer {
  readonly records: WriteRecord[] = [];
  readonly #plan: WriterPlan;
  readonly #chance: Chance;
  readonly #ids: string[];
  #stopping = false;
  #running: Promise<void> | null = null;

  constructor(plan: WriterPlan, chance: Chance) {
    this.#plan = plan;
    this.#chance = chance;
    this.#ids = [...plan.caddieIds];
  }

  start(): void {
    this.#stopping = false;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Resolves when the change under way is answered. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      await this.#change();
      await pause(2 * this.#plan.paceMs * this.#chance.next());
    }
  }

  async #change(): Promise<void> {
    const change = this.#plan.plain ? this.#status() : this.#choose();
    const key = `${this.#plan.name}-${this.records.length}-${this.#chance.upTo(1e9).toString(36)}`;
    const { name: writer, userId } = this.#plan;
    const record: WriteRecord = {
      ...{
        key,
        writer,
        userId,
        what: `${change.method} ${change.path} ${JSON.stringify(change.body ?? {})}`,
      },
      ...{
        status: 0,
        cursors: {},
        answers: [],
        failures: [],
        retryAfter: true,
        sentAt: now(),
        answeredAt: 0,
      },
    };
    this.records.push(record);
    const body = await this.#deliver(change, record);
    record.answeredAt = now();
    const answer = body === "" ? {} : (JSON.parse(body) as { data?: { id?: string }; cursors?: Cursors });
    record.cursors = answer.cursors ?? {};
    if (change.method === "POST" && change.path === "/api/caddies" && answer.data?.id)
      this.#ids.push(answer.data.id);
    if (this.#chance.upTo(REPEATS) === 1) {
      const again = { ...record, answers: [] };
      record.repeatedEqually =
        (await this.#deliver(change, again)) === body && again.status === record.status;
    }
  }

  /** Sends it until it is answered, and returns the body. */
  async #deliver(change: Change, record: WriteRecord): Promise<string> {
    for (;;) {
      const { status, text, retryAfter } = await this.#send(change, record.key);
      record.answers.push(status);
      record.status = status;
      if (status === 0) record.failures.push(text);
      if (status !== 0 && status !== 429 && status < 500) return text;
      if (status === 500) return "";
      if (status === 503 && retryAfter === null) record.retryAfter = false;
      await pause(100 + 300 * this.#chance.next());
    }
  }

  async #send({ method, path, body }: Change, key: string) {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.#plan.port}${path}`, {
        method,
        body: body && JSON.stringify(body),
        headers: {
          authorization: `Bearer ${this.#plan.token}`,
          "idempotency-key": key,
          ...(body && { "content-type": "application/json" }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      // An answer that broke off in the middle is none.
      return {
        status: answer.status,
        text: await answer.text(),
        retryAfter: answer.headers.get("retry-after"),
      };
    } catch (error) {
      const { message, cause } = error as Error & { cause?: { code?: string } };
      return { status: 0, text: `${message} ${cause?.code ?? ""}`, retryAfter: null };
    }
  }

  #status(): Change {
    const path = `/api/caddies/${this.#chance.pick(this.#ids)}/status`;
    return { method: "PATCH", path, body: { status: this.#chance.pick(CADDIE_STATUSES) } };
  }

  #choose(): Change {
    const { movable } = this.#plan;
    const dice = this.#chance.upTo(20);
    const path = `/api/caddies/${this.#chance.pick(this.#ids)}`;
    if (dice <= 11) return this.#status();
    if (dice <= 14) return { method: "PUT", path, body: { position: this.#chance.upTo(9) } };
    if (dice <= 16) return { method: "PUT", path, body: { name: `Caddie ${this.#chance.upTo(999)}` } };
    if (dice === 17)
      return { method: "PUT", path, body: { phoneNumber: `300 ${1000 + this.#chance.upTo(8999)}` } };
    if (dice === 18) return { method: "POST", path: `${path}/undo`, body: {} };
    const other = `/api/caddies/${this.#chance.pick(movable)}`;
    if (dice === 19) return { method: "PUT", path: other, body: { listNumber: this.#chance.upTo(3) } };
    if (this.#chance.upTo(2) === 1) return { method: "DELETE", path: other };
    return {
      method: "POST",
      path: "/api/caddies",
      body: { name: "Nuevo", listNumber: this.#chance.upTo(3) },
    };
  }
}
