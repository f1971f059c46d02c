import { AsyncLocalStorage } from "node:async_hooks";
import { MutationObserver, onlineManager, QueryClient } from "@tanstack/react-query";
import type { BoardChange } from "@/hooks/board-cache";
import { BoardStore, CHANGES_KEY, CHANGES_SCOPE } from "@/hooks/board-store";
import { deliverChange, retryChange, retryDelay } from "@/hooks/deliver-change";
import { UndoStack } from "@/hooks/undo-stack";
import type { BoardSnapshot, Caddie, CaddieStatus } from "@/lib/caddies/contract";
import { caddiesOf } from "@/lib/caddies/reducer";
import { ADMINS_STREAM } from "@/lib/caddies/vocabulary";
import { ApiProblem } from "@/lib/http/fetch";
import { RealtimeClient } from "@/lib/realtime/client";
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
  readonly #queries = new QueryClient();
  readonly #plan: FollowerPlan;
  readonly #scope: { client: RealtimeClient; board: BoardStore; undo: UndoStack };

  constructor(plan: FollowerPlan, snapshot: BoardSnapshot) {
    this.#plan = plan;
    const { name, userId } = plan;
    const seen = { steps: [], arrivals: 0, shutdowns: 0, oddities: [], end: {} };
    this.record = { name, userId, start: { ...snapshot.cursors }, ...seen };
    const board = new BoardStore(this.#queries, snapshot);
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
    this.#scope = { client: this.client, board, undo: new UndoStack() };
    onlineManager.setOnline(true);
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
    const observer = new MutationObserver<void, Error, BoardChange>(this.#queries, {
      mutationKey: CHANGES_KEY,
      scope: { id: CHANGES_SCOPE },
      retry: retryChange,
      retryDelay,
      mutationFn: (sent) => this.#asked(() => deliverChange(sent, this.#scope)),
    });
    observer.mutate(change).then(
      () => Object.assign(tap, { status: 200, answeredAt: now() }),
      (error: unknown) => {
        const refused = error instanceof ApiProblem ? error.problem.status : 599;
        Object.assign(tap, { status: refused, answeredAt: now() });
      },
    );
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
    this.#queries.clear();
  }

  #asked<T>(work: () => Promise<T>): Promise<T> {
    return asking.run({ origin: `http://127.0.0.1:${this.#plan.port}`, token: this.#plan.token }, work);
  }
}
