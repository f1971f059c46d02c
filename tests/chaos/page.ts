import { AsyncLocalStorage } from "node:async_hooks";
import type { BoardChange } from "@/hooks/board-cache";
import { BoardStore } from "@/hooks/board-store";
import { arrived, deliverChange } from "@/hooks/deliver-change";
import { Outbox } from "@/hooks/outbox";
import { OutboxSender } from "@/hooks/outbox-sender";
import { MemoryShelf } from "@/hooks/outbox-shelf";
import type { BoardSnapshot, Caddie, CaddieStatus } from "@/lib/caddies/contract";
import { caddiesOf } from "@/lib/caddies/reducer";
import { ADMINS_STREAM } from "@/lib/caddies/vocabulary";
import { RealtimeClient } from "@/lib/realtime/client";
import { systemClock } from "@/lib/realtime/clock";
import { now } from "../load/clock";
import { TestPage } from "../realtime/test-page";
import type { FollowerPlan } from "./follower";
import type { ClientRecord, WriteRecord } from "./records";

/** Whose page a request comes from: in a browser each page has a global of its own. */
const asking = new AsyncLocalStorage<{ origin: string; token: string }>();
const overNetwork = globalThis.fetch;
globalThis.fetch = (path, init) => {
  const page = asking.getStore();
  if (!page || typeof path !== "string") return overNetwork(path, init);
  const headers = { ...(init?.headers as Record<string, string>), authorization: `Bearer ${page.token}` };
  return overNetwork(page.origin + path, { ...init, headers });
};

/**
 * What a page runs, put together as `SocketProvider` does it, without React: the connection, the streams, the poller,
 * the board's cache and its queue of taps.
 */
export class ChaosPage {
  readonly record: ClientRecord;
  /** Each tap as a write: `status` 0 while it waits. */
  readonly taps: WriteRecord[] = [];
  readonly signals = new TestPage();
  readonly client: RealtimeClient;
  readonly #board: BoardStore;
  readonly #plan: FollowerPlan;
  readonly #outbox: Outbox;

  constructor(plan: FollowerPlan, snapshot: BoardSnapshot) {
    this.#plan = plan;
    const { name, userId } = plan;
    const seen = { steps: [], arrivals: 0, shutdowns: 0, oddities: [], end: {} };
    this.record = { name, userId, start: { ...snapshot.cursors }, ...seen };
    const board = new BoardStore(snapshot, () => this.#outbox.waiting());
    this.#board = board;
    this.client = new RealtimeClient({
      enabled: true,
      url: `http://127.0.0.1:${plan.port}`,
      cursors: snapshot.cursors,
      getToken: async () => plan.token,
      page: this.signals,
      poll: () => this.#asked(async () => void (await board.refresh())),
      onReset: (streams) => {
        this.record.steps.push({ cursors: {}, forgot: streams });
        return this.#asked(() => board.reset(streams));
      },
      covers: (stream) =>
        board.cache !== undefined &&
        (stream in board.cache.cursors || stream.startsWith("list-") || stream === ADMINS_STREAM),
    });
    board.connect((cursors) => {
      this.record.steps.push({ cursors, forgot: [] });
      this.client.seed(cursors);
    });
    this.client.subscribe((envelope) => {
      const { stream, epoch, seq, id } = envelope;
      this.record.steps.push([stream, epoch, seq, id, now()]);
      board.apply(envelope);
    });
    this.client.on("sync:ready", () => this.record.arrivals++);
    this.client.on("server:shutdown", () => this.record.shutdowns++);
    const { client } = this;
    const answer = (opId: string, status: number) => {
      const tap = this.taps.find(({ key }) => key === opId);
      if (tap) Object.assign(tap, { status, answeredAt: now() });
    };
    this.#outbox = new Outbox({
      mayTry: () => true,
      deliver: (change) => this.#asked(() => deliverChange(change, userId)),
      landed: (opId, cursors) =>
        this.#asked(() => arrived(opId, cursors, { client, board })).then(() => answer(opId, 200)),
      refused: ({ status }, { opId }) => answer(opId, status || 599),
    });
    this.#outbox.start(async () => new OutboxSender(this.#outbox, new MemoryShelf(), systemClock));
  }

  /** One tap on a status button. */
  tap(caddieId: string, status: CaddieStatus): void {
    const opId = `${this.#plan.name}-tap-${this.taps.length}`;
    const { name: writer, userId } = this.#plan;
    const tap: WriteRecord = {
      ...{
        key: opId,
        writer,
        userId,
        what: `tap ${caddieId} ${status}`,
        status: 0,
        cursors: {},
        answers: [],
      },
      ...{ failures: [], retryAfter: true, sentAt: now(), answeredAt: 0 },
    };
    this.taps.push(tap);
    const at = new Date().toISOString();
    const change: BoardChange = {
      ...{ opId, at, name: "", method: "PATCH", path: `/api/caddies/${caddieId}/status`, body: { status } },
      intention: { kind: "status", caddieId, status },
    };
    this.#outbox.add(change);
  }

  get waiting(): number {
    return this.taps.filter(({ answeredAt }) => answeredAt === 0).length;
  }

  /** The board as this page shows it. */
  board(): Caddie[] {
    const { cache } = this.#board;
    return cache ? caddiesOf(cache.board) : [];
  }

  close(): void {
    this.client.stop();
    this.record.end = this.client.cursors();
    this.#outbox.stop();
  }

  #asked<T>(work: () => Promise<T>): Promise<T> {
    return asking.run({ origin: `http://127.0.0.1:${this.#plan.port}`, token: this.#plan.token }, work);
  }
}
