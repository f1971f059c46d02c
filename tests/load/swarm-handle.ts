import type { AudienceSpec, Heard } from "./audience";
import { within } from "./clock";
import { type Child, startChild } from "./processes";

/** A broadcast that takes longer has lost somebody. */
const DELIVERY_MS = 10_000;

const CONNECT_MS = 180_000;

/** The load process, as the bench speaks to it. */
export class Swarm {
  readonly #child: Child;
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Map<string, (heard: Heard) => void>();

  constructor() {
    this.#child = startChild(process.execPath, ["--import", "tsx", "tests/load/swarm.ts"]);
    this.#child.onNews((news) => {
      const heard = news as Heard;
      this.#waiting.get(`${heard.audience} ${heard.nth}`)?.(heard);
    });
  }

  async connect(spec: AudienceSpec): Promise<void> {
    this.#counts.set(spec.name, 0);
    await this.#child.ask("connect", spec, CONNECT_MS);
  }

  /** More connections of an audience that has heard nothing yet. */
  async grow(audience: string, tokens: readonly string[]): Promise<void> {
    await this.#child.ask("grow", { name: audience, tokens }, CONNECT_MS);
  }

  /** Ends the process, and with it all connections. */
  stop(): Promise<void> {
    return this.#child.stop();
  }

  /**
   * Resolves when the last of this audience has heard the next event; call it before the event is made.
   * @throws Error when somebody has not heard it, or heard something else
   */
  async next(audience: string): Promise<Heard> {
    const nth = (this.#counts.get(audience) ?? 0) + 1;
    this.#counts.set(audience, nth);
    const key = `${audience} ${nth}`;
    const all = new Promise<Heard>((resolve) => this.#waiting.set(key, resolve));
    const heard = await within(DELIVERY_MS, `broadcast ${nth} to all of ${audience}`, all).finally(() =>
      this.#waiting.delete(key),
    );
    if (heard.unequal > 0) throw new Error(`${audience}: ${heard.unequal} clients heard something else`);
    return heard;
  }

  close(audience: string): Promise<void> {
    return this.#child.ask("close", audience);
  }

  /** Sums over these audiences. @throws Error when a connection was lost */
  async traffic(audiences: readonly string[]): Promise<{ received: number; sent: number; clients: number }> {
    const each = await this.#child.ask<{ received: number; sent: number; lost: number; clients: number }[]>(
      "traffic",
      audiences,
    );
    const sum = { received: 0, sent: 0, clients: 0 };
    for (const { received, sent, clients, lost } of each) {
      if (lost > 0) throw new Error(`${lost} connections were lost`);
      sum.received += received;
      sum.sent += sent;
      sum.clients += clients;
    }
    return sum;
  }

  /** An event as it travels, `["name",{…}]`. */
  sample(audience: string): Promise<string> {
    return this.#child.ask("sample", audience);
  }

  startPolling(spec: { port: number; path: string; everyMs: number; tokens: string[] }): Promise<void> {
    return this.#child.ask("poll", spec);
  }

  async polled(): Promise<{ received: number; sent: number; requests: number; failed: number }> {
    const each =
      await this.#child.ask<{ received: number; sent: number; requests: number; failed: number }[]>("polled");
    return each.reduce((a, b) => ({
      received: a.received + b.received,
      sent: a.sent + b.sent,
      requests: a.requests + b.requests,
      failed: a.failed + b.failed,
    }));
  }

  stopPolling(): Promise<void> {
    return this.#child.ask("stopPolling");
  }
}
