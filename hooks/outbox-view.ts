import type { Problem } from "../lib/http/fetch";
import type { BoardChange } from "./board-cache";
import type { EntryState, OutboxEntry } from "./outbox-entry";

/** What a person may know of one change: being kept, in the queue, on its way, done; or why it is none of these. */
export type OutboxStatus = "saving" | "sending" | "sent" | EntryState;

export interface OutboxItem {
  change: BoardChange;
  status: OutboxStatus;
  problem: Problem | null;
}

export interface OutboxView {
  /** Shown over the confirmed board, in their order; `queued`: waits for the network or for those before it. */
  waiting: readonly { change: BoardChange; state: "sending" | "queued" }[];
  /** All of them, those that somebody must look at first. */
  items: readonly OutboxItem[];
  /** How many somebody must look at. */
  troubled: number;
  /** What waits outlives a reload; null until the device has answered. */
  durable: boolean | null;
  /** Something waits for the network, the server or a session. */
  paused: boolean;
}

interface Parts {
  landing: readonly BoardChange[];
  stored: readonly OutboxEntry[];
  unsaved: readonly BoardChange[];
  done: readonly BoardChange[];
  flying: string | null;
  durable: boolean | null;
  paused: boolean;
}

export function viewOf({ landing, stored, unsaved, done, flying, durable, paused }: Parts): OutboxView {
  const landed = new Set(landing.map(({ opId }) => opId));
  const queued = stored.filter(({ state, change }) => state === "queued" && !landed.has(change.opId));
  const rest = stored.filter(({ state }) => state !== "queued");
  const ahead = landing.length > 0 || queued.length > 0;
  const first = ahead ? (queued[0]?.change ?? null) : (unsaved[0] ?? null);
  const moving = (change: BoardChange) => change.opId === flying || (change === first && !paused);
  const still = [...queued.map(({ change }) => change), ...unsaved];
  const bare = (status: OutboxStatus) => (change: BoardChange) => ({ change, status, problem: null });
  return {
    waiting: [
      ...landing.map((change) => ({ change, state: "sending" as const })),
      ...still.map((change) => ({
        change,
        state: moving(change) ? ("sending" as const) : ("queued" as const),
      })),
    ],
    items: [
      ...rest.map(({ change, state, problem }) => ({ change, status: state, problem })),
      ...queued.map(({ change }) => bare(change.opId === flying ? "sending" : "queued")(change)),
      ...unsaved.map(bare("saving")),
      ...[...done].reverse().map(bare("sent")),
    ],
    troubled: rest.length,
    durable,
    paused: paused && still.length > 0,
  };
}
