import type { CrowdSpec } from "./crowd";
import type { Spread } from "./percentiles";
import { type Child, startChild } from "./processes";

export interface Tally {
  /** Connections cut by the bench, and connections lost by whatever cause. */
  cuts: number;
  losses: number;
  applied: number;
  repeated: number;
  early: number;
  resets: number;
  behind: number;
  refused: number;
  /** From the server's own time of an event to its application, for what was made while a client was away. */
  caughtUp: Spread;
}

/** All must be back by then. */
const RETURN_MS = 60_000;

/** The process of the returning phones, as the bench speaks to it. */
export class Crowd {
  readonly #child: Child = startChild(process.execPath, ["--import", "tsx", "tests/load/crowd.ts"]);

  open(spec: CrowdSpec): Promise<void> {
    return this.#child.ask("open", spec, RETURN_MS);
  }

  /** Cuts all connections at once; milliseconds until each client is at the head again. */
  storm(): Promise<number[]> {
    return this.#child.ask("storm", undefined, RETURN_MS);
  }

  /** When each client will be at the head again after a loss that comes now; the shared clock. */
  returns(): Promise<number[]> {
    return this.#child.ask("returns", undefined, RETURN_MS);
  }

  jitter(plan: { everyMs: number; offlineMs: number }): Promise<void> {
    return this.#child.ask("jitter", plan);
  }

  calm(): Promise<void> {
    return this.#child.ask("calm");
  }

  /**
   * Holds the crowd against the log: each client has applied all of a stream from where it began, once and in order.
   * @throws Error that says what was lost, doubled, out of order, or refused
   */
  async audit(stream: string, expected: { seq: number; applied: number }): Promise<Tally> {
    await this.#child.ask("reach", { stream, seq: expected.seq });
    const tally = await this.#child.ask<Tally>("tally", { stream });
    const faults = (["repeated", "early", "resets", "behind", "refused"] as const).filter(
      (kind) => tally[kind] > 0,
    );
    if (tally.applied !== expected.applied || faults.length > 0) {
      const said = faults.map((kind) => `${tally[kind]} ${kind}`).join(", ");
      throw new Error(
        `${tally.applied} of ${expected.applied} events were applied${said ? `; ${said}` : ""}`,
      );
    }
    return tally;
  }

  close(): Promise<void> {
    return this.#child.ask("close");
  }

  stop(): Promise<void> {
    return this.#child.stop();
  }
}
