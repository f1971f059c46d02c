import type { Caddie, CaddieEvent, CaddieStatus, OpenTurn } from "../../lib/caddies/contract";
import { ADMINS_STREAM, listStream } from "../../lib/caddies/vocabulary";
import type { Cursors, Envelope } from "../../lib/realtime/contract";
import { DEFAULT_RULES } from "../../lib/rules/vocabulary";

export const ANA = { id: "00000000-0000-4000-8000-0000000000aa", name: "Ana" };
export const caddieId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const START = Date.parse("2026-11-20T15:00:00.000Z");

type Row = Omit<Caddie, "position">;
interface TurnPlan {
  holes?: 9 | 18 | null;
  requested?: { by?: string };
}

/** A round takes as long as it does before anybody has changed the rules. */
function turnOf(id: string, startedAt: string, { holes = null, requested }: TurnPlan): OpenTurn {
  const minutes = holes ? DEFAULT_RULES.expectedMinutes[holes] : null;
  return {
    ...{ id, startedAt, holes, groupId: null },
    requested: requested !== undefined,
    requestedBy: requested?.by ?? null,
    expectedBackAt:
      minutes === null ? null : new Date(Date.parse(startedAt) + minutes * 60_000).toISOString(),
  };
}

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
        calledAt: null,
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

  status(id: string, status: CaddieStatus, opId?: string, plan: TurnPlan = {}): void {
    const row = this.#row(id);
    if (row.status === status) return;
    const { status: previousStatus, listNumber, name } = row;
    const timestamp = this.#tick();
    const out = status === "En campo";
    this.#leave(row);
    if (status === "Disponible") this.queue(listNumber).push(id);
    const turn = out ? turnOf(caddieId(900 + this.#minute), timestamp, plan) : null;
    const recentTurns = out ? [...row.recentTurns, timestamp] : row.recentTurns;
    const calledAt = null;
    const times = { since: timestamp, calledAt, updatedAt: timestamp };
    const after = this.#save({ ...row, status, turn, recentTurns, ...times });
    const facts = { position: this.place(after), since: timestamp, calledAt, turn, recentTurns, by: ANA };
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
    const calledAt = listNumber === row.listNumber ? row.calledAt : null;
    const after = this.#save({ ...row, listNumber, calledAt, updatedAt: timestamp });
    this.#sendUpdated(row, after, { listNumber, position: this.place(after) }, opId);
  }

  call(id: string, called: boolean, opId?: string): void {
    const row = this.#row(id);
    const timestamp = this.#tick();
    const calledAt = called ? timestamp : null;
    const { name, listNumber, version } = this.#save({ ...row, calledAt, updatedAt: timestamp });
    const data = { caddieId: id, name, listNumber, calledAt, version, timestamp, by: ANA };
    this.#send(listStream(listNumber), "caddie:called", { ...data, position: this.place(row) }, opId);
  }

  /** By the rules as they are before anybody has changed them: a skip is one place back, a no-show all of them. */
  sendBack(id: string, how: "skip" | "noShow", opId?: string): void {
    const row = this.#row(id);
    const timestamp = this.#tick();
    const place = this.place(row) ?? 1;
    this.#leave(row);
    const queue = this.queue(row.listNumber);
    queue.splice(how === "skip" ? place : queue.length, 0, id);
    const after = this.#save({ ...row, calledAt: null, updatedAt: timestamp });
    this.#sendUpdated(row, after, { position: this.place(after) }, opId);
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
