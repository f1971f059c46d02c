import { afterEach, beforeEach, expect, vi } from "vitest";
import { RealtimeClient, type RealtimeOptions } from "../../lib/realtime/client";
import type { ConnectionPhase } from "../../lib/realtime/connection";
import type { Envelope } from "../../lib/realtime/contract";
import { ScriptedServer } from "./scripted-server";
import { FastClock, TestPage } from "./test-page";

/** A client of a scripted server, both made anew for each test of the file that asks for it. */
export class ClientBench {
  server = new ScriptedServer();
  page = new TestPage();
  clock = new FastClock();
  readonly #applied: Envelope[] = [];
  readonly #clients: RealtimeClient[] = [];

  constructor() {
    beforeEach(async () => {
      this.server = await ScriptedServer.start();
      this.page = new TestPage();
      this.clock = new FastClock();
      this.#applied.length = 0;
    });
    afterEach(async () => {
      for (const client of this.#clients.splice(0)) client.stop();
      await this.server.close();
    });
  }

  open(options: Partial<RealtimeOptions> = {}): RealtimeClient {
    const { server, clock, page } = this;
    const client = new RealtimeClient({
      url: server.url,
      enabled: true,
      cursors: { "list-1": { epoch: "e1", seq: 0 } },
      getToken: async () => "token",
      poll: async () => {},
      onReset: async () => server.heads(),
      covers: (stream) => stream.startsWith("list-"),
      clock,
      page,
      ...options,
    });
    this.#clients.push(client);
    client.subscribe((envelope) => this.#applied.push(envelope));
    client.start();
    return client;
  }

  /** What was applied of a stream, in that order. */
  seqs(stream = "list-1"): number[] {
    return this.#applied.filter((e) => e.stream === stream).map((e) => e.seq);
  }

  until(look: () => void): Promise<void> {
    return vi.waitFor(look, { timeout: 4_000, interval: 5 });
  }

  phase(client: RealtimeClient, expected: ConnectionPhase): Promise<void> {
    return this.until(() => expect(client.getState().phase).toBe(expected));
  }

  untilSeqs(...expected: number[]): Promise<void> {
    return this.until(() => expect(this.seqs()).toEqual(expected));
  }
}
