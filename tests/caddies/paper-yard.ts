import type { Caddie, CaddieEvent, CaddieStatus } from "../../lib/caddies/contract";
import { ADMINS_STREAM, listStream } from "../../lib/caddies/vocabulary";
import type { Cursors, Envelope } from "../../lib/realtime/contract";

export const ANA = { id: "00000000-0000-4000-8000-0000000000aa", name: "Ana" };
export const caddieId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const START = Date.parse("2026-11-20T15:00:00.000Z");

type Row = Omit<Caddie, "position">;

/** The club's rules on paper, without a database: three lists, their queues, and the events that each change sends. */
export class PaperYard {
  readonly rows = new Map<string, Row>();
  readonly queues = new Map<number, string[]>([1, 2, 3].map((n) => [n, []]));
  readonly sent: Envelope[] = [];
  readonly heads: Record<string, number> = { "list-1": 0, "list-2": 0, "list-3": 0, admins: 0 };
  #minute = 0;

  /** `perList` caddies to a list, all *Disponible*, named by their numbers. */
  constructor(perList: number) {
    for (let n = 0; n < perList * 3; n++) {
      const listNumber = Math.floor(n / perList) + 1;
      const id = caddieId(n);
      const [createdAt, phoneNumber] = [this.now(), `+57 300 ${1000 + n}`];
      const facts = {
        status: "Disponible" as const,
        version: 1,
        turn: null,
        recentTurns: [],
        since: createdAt,
      };
      this.rows.set(id, {
        id,
        name: `Caddie ${n}`,
        listNumber,
        createdAt,
        updatedAt: createdAt,
        phoneNumber,
        ...facts,
      });
      this.queue(listNumber).push(id);
    }
  }

  now(): string {
    return new Date(START + this.#minute * 60_000).toISOString();
  }

  queue(listNumber: number): string[] {
    return this.queues.get(listNumber) ?? [];
  }

  cursors(): Cursors {
    return Object.fromEntries(
      Object.entries(this.heads).map(([stream, seq]) => [stream, { epoch: "e", seq }]),
    );
  }

  snapshot(): { data: Caddie[]; cursors: Cursors } {
    const data = [...this.rows.values()].map((row) => ({ ...row, position: this.place(row) }));
    return { data, cursors: this.cursors() };
  }

  status(id: string, status: CaddieStatus, opId?: string): void {
    const row = this.#row(id);
    if (row.status === status) return;
    const { status: previousStatus, listNumber, name } = row;
    const timestamp = this.#tick();
    const out = status === "En campo";
    this.#leave(row);
    if (status === "Disponible") this.queue(listNumber).push(id);
    const turn = out ? { id: caddieId(900 + this.#minute), startedAt: timestamp, holes: null } : null;
    const recentTurns = out ? [...row.recentTurns, timestamp] : row.recentTurns;
    const after = this.#save({ ...row, status, turn, recentTurns, since: timestamp, updatedAt: timestamp });
    const facts = { position: this.place(after), since: timestamp, turn, recentTurns, by: ANA };
    const data = {
      caddieId: id,
      name,
      status,
      listNumber,
      timestamp,
      previousStatus,
      version: after.version,
      ...facts,
    };
    this.#send(listStream(listNumber), "caddie:status_changed", data, opId);
  }

  /** `position` null: the end. */
  moveTo(id: string, listNumber: number, position: number | null, opId?: string): void {
    const row = this.#row(id);
    const timestamp = this.#tick();
    this.#leave(row);
    const queue = this.queue(listNumber);
    if (row.status === "Disponible") queue.splice((position ?? queue.length + 1) - 1, 0, id);
    const after = this.#save({ ...row, listNumber, updatedAt: timestamp });
    this.#sendUpdated(row, after, { listNumber, position: this.place(after) }, opId);
  }

  rename(id: string, name: string, opId?: string): void {
    const row = this.#row(id);
    const after = this.#save({ ...row, name, updatedAt: this.#tick() });
    this.#sendUpdated(row, after, { name }, opId);
  }

  phone(id: string, phoneNumber: string): void {
    const row = this.#row(id);
    const after = this.#save({ ...row, phoneNumber, updatedAt: this.#tick() });
    this.#sendUpdated(row, after, {});
  }

  remove(id: string, opId?: string): void {
    const row = this.#row(id);
    const timestamp = this.#tick();
    this.#leave(row);
    this.rows.delete(id);
    const { name, listNumber, version } = row;
    const data = { caddieId: id, name, timestamp, listNumber, version: version + 1, by: ANA };
    this.#send(listStream(listNumber), "caddie:deleted", data, opId);
  }

  place(row: Pick<Row, "id" | "listNumber">): number | null {
    const index = this.queue(row.listNumber).indexOf(row.id);
    return index < 0 ? null : index + 1;
  }

  #row(id: string): Row {
    const row = this.rows.get(id);
    if (!row) throw new Error(`${id} is not in the yard`);
    return row;
  }

  #save(row: Row): Row {
    const after = { ...row, version: row.version + 1 };
    this.rows.set(row.id, after);
    return after;
  }

  #leave({ id, listNumber }: Row): void {
    this.queues.set(
      listNumber,
      this.queue(listNumber).filter((other) => other !== id),
    );
  }

  #sendUpdated(before: Row, after: Row, updates: object, opId?: string): void {
    const { id, listNumber, version, updatedAt: timestamp, phoneNumber, ...rest } = after;
    const position = this.place(after);
    const caddie = { id, listNumber, version, updatedAt: timestamp, position, ...rest };
    const previousListNumber = before.listNumber;
    const facts = {
      timestamp,
      version,
      position,
      listNumber,
      previousListNumber,
      caddie,
      reason: null,
      by: ANA,
    };
    for (const number of new Set([previousListNumber, listNumber])) {
      this.#send(listStream(number), "caddie:updated", { caddieId: id, updates, ...facts }, opId);
    }
    const withPhone = { caddieId: id, updates: { ...updates, phoneNumber }, ...facts };
    this.#send(ADMINS_STREAM, "caddie:updated", withPhone, opId);
  }

  #send(stream: string, event: CaddieEvent["event"], data: object, opId?: string): void {
    const seq = (this.heads[stream] ?? 0) + 1;
    this.heads[stream] = seq;
    this.sent.push({
      event,
      data,
      stream,
      seq,
      epoch: "e",
      id: `${stream}-${seq}`,
      timestamp: this.now(),
      opId,
    });
  }

  #tick(): string {
    this.#minute += 1;
    return this.now();
  }
}
