import type { Person } from "./factories";
import type { Phone } from "./phone";

// Written from docs of the protocol alone: nothing of lib/caddies or of the browser's client is used here, so that
// an error in their shared reading of the events cannot hide.

interface Cursor {
  epoch: string;
  seq: number;
}
interface Caddie {
  id: string;
  listNumber: number;
  position: number | null;
  phoneNumber: string | null;
  [field: string]: unknown;
}
interface Heard extends Cursor {
  event: string;
  stream: string;
  data: unknown;
}
/** What the events of caddies carry, each some of it. */
interface CaddieData {
  caddieId: string;
  name: string;
  listNumber: number;
  status: string;
  version: number;
  position: number | null;
  since: string;
  calledAt: string | null;
  timestamp: string;
  turn: unknown;
  recentTurns: string[];
  createdAt: string;
  updatedAt: string;
  phoneNumber?: string | null;
  updates: { phoneNumber?: string | null };
  caddie: Caddie;
  order: { caddieId: string; version: number }[];
}
type Snapshot = { data: Caddie[]; cursors: Record<string, Cursor> };

/** A list as one stream tells it: its people, and the order of its queue. */
interface List {
  people: Map<string, Record<string, unknown>>;
  queue: string[];
}

/** A client that knows only the protocol: a snapshot, then the events of its streams, each exactly once, in order. */
export class ReferenceClient {
  readonly #person: Person;
  #lists = new Map<string, List>();
  #phones = new Map<string, string | null>();
  #cursors: Record<string, Cursor> = {};
  #early: Heard[] = [];

  constructor(person: Person) {
    this.#person = person;
  }

  get cursors(): Record<string, Cursor> {
    return structuredClone(this.#cursors);
  }

  /** Loads the snapshot, forgetting everything else. */
  async load(): Promise<void> {
    const { data, cursors } = (await this.#person.api.board()).body as unknown as Snapshot;
    this.#cursors = cursors;
    this.#lists = new Map(
      Object.keys(cursors)
        .filter((stream) => stream.startsWith("list-"))
        .map((stream) => [stream, { people: new Map(), queue: [] }]),
    );
    for (const caddie of data.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))) {
      const { phoneNumber, position: _derived, ...facts } = caddie;
      const list = this.#lists.get(`list-${caddie.listNumber}`);
      list?.people.set(caddie.id, facts);
      if (caddie.position !== null) list?.queue.push(caddie.id);
      this.#phones.set(caddie.id, phoneNumber);
    }
    this.#drain();
  }

  /** Connects by its cursors and follows; resolves when it is caught up. */
  async follow(): Promise<Phone> {
    const phone = await this.#person.connect({ auth: { cursors: this.#cursors } });
    for (const envelope of phone.heard) this.take(envelope);
    phone.socket.onAny((_event, payload: Heard | undefined) => {
      if (payload && typeof payload === "object" && "seq" in payload) this.take(payload);
    });
    return phone;
  }

  /** `seq = last + 1` is applied, what is known is dropped, what comes early is held. */
  take(envelope: Heard): void {
    this.#early.push(envelope);
    this.#drain();
  }

  #drain(): void {
    for (let found = true; found; ) {
      found = false;
      for (const envelope of this.#early) {
        const cursor = this.#cursors[envelope.stream];
        if (!cursor || cursor.epoch !== envelope.epoch || envelope.seq > cursor.seq + 1) continue;
        this.#early = this.#early.filter((e) => e !== envelope);
        found = true;
        if (envelope.seq <= cursor.seq) break;
        this.#cursors[envelope.stream] = { epoch: envelope.epoch, seq: envelope.seq };
        this.#apply(envelope);
        break;
      }
    }
  }

  #apply({ event, stream, data: given }: Heard): void {
    const data = given as CaddieData;
    const list = this.#lists.get(stream);
    if (!list) {
      const phone = event === "caddie:added" ? data.phoneNumber : data.updates?.phoneNumber;
      if (phone !== undefined) this.#phones.set(data.caddieId, phone);
      return;
    }
    if (event === "list:reordered") {
      for (const { caddieId, version } of data.order) {
        const person = list.people.get(caddieId);
        if (person && person.version !== version)
          list.people.set(caddieId, { ...person, version, updatedAt: data.timestamp });
      }
      const places = new Map(data.order.map(({ caddieId }, i) => [caddieId, i]));
      list.queue.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
      return;
    }
    if (!event.startsWith("caddie:")) return;
    const known = list.people.get(data.caddieId);
    const { name, listNumber, status, version, since, turn, recentTurns, createdAt, updatedAt } = data;
    const { calledAt } = data;
    list.queue = list.queue.filter((id) => id !== data.caddieId);
    if (event === "caddie:added") {
      const facts = { name, listNumber, status, version, since, calledAt, turn, recentTurns };
      list.people.set(data.caddieId, { id: data.caddieId, ...facts, createdAt, updatedAt });
    } else if (event === "caddie:status_changed") {
      const facts = { status, version, since, calledAt, turn, recentTurns, updatedAt: data.timestamp };
      list.people.set(data.caddieId, { ...known, ...facts });
    } else if (event === "caddie:called") {
      list.people.set(data.caddieId, { ...known, calledAt, version, updatedAt: data.timestamp });
    } else if (event === "caddie:updated" && stream === `list-${listNumber}`) {
      const { position: _derived, ...facts } = data.caddie;
      list.people.set(data.caddieId, facts);
    } else {
      list.people.delete(data.caddieId);
      return;
    }
    if (data.position !== null) list.queue.splice(data.position - 1, 0, data.caddieId);
  }

  /** The board as this client shows it, by id. */
  board(): Caddie[] {
    const all = [...this.#lists.values()].flatMap((list) =>
      [...list.people.values()].map((facts): Caddie => {
        const id = String(facts.id);
        const place = list.queue.indexOf(id) + 1;
        const position = place === 0 ? null : place;
        return { ...(facts as Caddie), position, phoneNumber: this.#phones.get(id) ?? null };
      }),
    );
    return byId(all);
  }
}

/** The board that a fresh fetch answers with, in the same order. */
export async function freshBoard(person: Person): Promise<Caddie[]> {
  return byId((await person.api.board()).body.data as unknown as Caddie[]);
}

const byId = (caddies: Caddie[]) => caddies.toSorted((a, b) => (a.id < b.id ? -1 : 1));
