import type { Cursors, Envelope, SyncReady } from "../../lib/realtime/contract";

/** What one client has taken of its streams, written from the protocol alone: next, repeated, or early. */
export class Account {
  #cursors: Cursors = {};
  readonly #applied = new Map<string, number>();
  /** Came again and were dropped. */
  repeated = 0;
  /** Came before their turn: something in between is missing. */
  early = 0;
  /** Streams of which the server could only offer a snapshot. */
  resets = 0;
  /** Streams of which the server says that all has come, and it has not. */
  behind = 0;

  get cursors(): Cursors {
    return this.#cursors;
  }

  /** How many entries of a stream were taken, once and in order. */
  applied(stream: string): number {
    return this.#applied.get(stream) ?? 0;
  }

  seq(stream: string): number {
    return this.#cursors[stream]?.seq ?? 0;
  }

  /** True when the entry was the next one of its stream. */
  take({ stream, epoch, seq }: Envelope): boolean {
    const cursor = this.#cursors[stream];
    if (cursor && cursor.epoch === epoch && seq === cursor.seq + 1) {
      this.#cursors[stream] = { epoch, seq };
      this.#applied.set(stream, this.applied(stream) + 1);
      return true;
    }
    if (cursor && cursor.epoch === epoch && seq <= cursor.seq) this.repeated++;
    else this.early++;
    return false;
  }

  /** What the server says of each stream; the first time it is where the client begins. */
  ready({ streams }: SyncReady): void {
    for (const [name, { epoch, seq, reset }] of Object.entries(streams)) {
      const cursor = this.#cursors[name];
      if (!cursor) this.#cursors[name] = { epoch, seq };
      else if (reset) this.resets++;
      else if (cursor.seq !== seq) this.behind++;
    }
  }
}
