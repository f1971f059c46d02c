import { expect } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import { caddiesOf } from "@/lib/caddies/reducer";
import type { Cursors, Envelope } from "@/lib/realtime/contract";
import { applyEnvelope, type BoardCache, cacheFromSnapshot } from "../../hooks/board-cache";
import type { Person } from "../harness/factories";
import { ReferenceClient } from "../harness/reference-client";
import { until } from "../harness/until";

interface View {
  person: Person;
  /** The board as a phone of ours keeps it, and as somebody does who knows the protocol alone. */
  cache: BoardCache;
  reference: ReferenceClient;
}

const reached = (own: Cursors, wanted: Cursors) =>
  Object.entries(wanted).every(([stream, { seq }]) => (own[stream]?.seq ?? 0) >= seq);
// Turns of the last two days are those of the database's own clock, which nobody moves.
const byId = (caddies: readonly object[]) =>
  (caddies as Caddie[])
    .map(({ recentTurns: _own, ...caddie }) => caddie)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** People who loaded the board once and have followed it since, by what their sockets say. */
export class Followers {
  readonly #views: View[] = [];

  async add(person: Person): Promise<void> {
    const reference = new ReferenceClient(person);
    await reference.load();
    const cache = cacheFromSnapshot((await person.api.board()).body);
    const view: View = { person, cache, reference };
    this.#views.push(view);
    const phone = await reference.follow();
    phone.socket.onAny((_event, heard: Envelope | undefined) => {
      if (heard && typeof heard === "object" && "seq" in heard) view.cache = applyEnvelope(view.cache, heard);
    });
  }

  /** Events applied to the old state equal a fresh fetch, for everybody. */
  async expectFresh(): Promise<void> {
    for (const view of this.#views) {
      const { data, cursors } = (await view.person.api.board()).body;
      await until(() => reached(view.cache.cursors, cursors), `cursors ${JSON.stringify(cursors)}`);
      expect(byId(view.reference.board())).toEqual(byId(data));
      expect(byId(caddiesOf(view.cache.board))).toEqual(byId(data));
      expect(view.cache.cursors).toEqual(cursors);
    }
  }
}
