import { beforeEach, expect, it, vi } from "vitest";
import type { Cursors, Since } from "@/lib/realtime/contract";
import { appendEvents } from "@/lib/realtime/log";
import { pruneEvents } from "@/lib/realtime/retention";
import { events } from "@/lib/realtime/tables";
import type { Person, TestClub } from "../harness/factories";
import { headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date("2026-11-20T12:00:00.000Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

onEveryDatabase((suite) => {
  beforeEach(async () => {
    await suite.server.db.delete(events);
  });
  /** Writes entries into the log as another process would, dated so. */
  const write = (club: TestClub, stream: string, count: number, at: Date) =>
    suite.server.db.transaction((tx) => {
      const data = { caddieId: club.at(1, 1).id };
      const publications = Array.from({ length: count }, () => ({
        event: "caddie:deleted",
        data,
        streams: [stream],
      }));
      return appendEvents(tx, club.id, publications, at, undefined);
    });
  const seqsOf = async (club: TestClub, stream = "list-1") =>
    (await logOf(suite.server, club.id)).filter((e) => e.stream === stream).map(({ seq }) => seq);
  const at = (seq: number): Cursors => ({ "list-1": { epoch: suite.server.runtime.tail.epoch, seq } });
  const byHttp = async (person: Person, after: number) => {
    const { epoch } = suite.server.runtime.tail;
    const path = `/api/events?stream=list-1&epoch=${epoch}&after=${after}&limit=1000`;
    return (await person.api.request<{ data: Since }>("GET", path)).body.data;
  };

  it("[R-04] after 30 days an entry is forgotten, but never the latest thousand of its stream", async () => {
    const club = await suite.club(1, 1);
    await write(club, "list-1", 40, daysAgo(31));
    await write(club, "list-1", 1000, daysAgo(30.5));
    await write(club, "list-1", 10, daysAgo(29));
    await write(club, "list-2", 20, daysAgo(400));
    const heads = await headsOf(suite.server, club.id);
    expect(await pruneEvents(suite.server.db, NOW)).toBe(50);
    expect(await seqsOf(club)).toEqual(range(51, 1050));
    expect(await seqsOf(club, "list-2")).toEqual(range(1, 20));
    // The counters never go back: what is written next follows on.
    expect(await headsOf(suite.server, club.id)).toEqual(heads);
    expect(await pruneEvents(suite.server.db, NOW)).toBe(0);
    await write(club, "list-1", 1, NOW);
    expect((await seqsOf(club)).at(-1)).toBe(1051);
  });

  it("[R-04] what is younger than 30 days stays, beyond what always stays too", async () => {
    const club = await suite.club(1);
    await write(club, "list-1", 20, daysAgo(29.9));
    await pruneEvents(suite.server.db, NOW, { atLeast: 5 });
    expect(await seqsOf(club)).toEqual(range(1, 20));
  });

  it("[R-04] a clock that was off makes no hole: what goes is always the beginning", async () => {
    const club = await suite.club(1);
    for (const days of [31, 29, 31, 29, 29]) await write(club, "list-1", 1, daysAgo(days));
    await write(club, "list-1", 2, daysAgo(31));
    await pruneEvents(suite.server.db, NOW, { atLeast: 2 });
    expect(await seqsOf(club)).toEqual([4, 5, 6, 7]);
  });

  it("[R-04] beyond so many entries of a stream the oldest go, young or not, batch by batch", async () => {
    const club = await suite.club(1, 1);
    await write(club, "list-1", 30, NOW);
    await write(club, "list-2", 20, NOW);
    const statements = vi.spyOn(suite.server.db, "delete");
    expect(await pruneEvents(suite.server.db, NOW, { entries: 20, atLeast: 5, batch: 3 })).toBe(10);
    // Three, three, three, and one.
    expect(statements).toHaveBeenCalledTimes(4);
    expect(await seqsOf(club)).toEqual(range(11, 30));
    expect(await seqsOf(club, "list-2")).toEqual(range(1, 20));
  });

  it("[C-17] [R-04] a cursor before what is left is told to load the snapshot, by every door", async () => {
    const club = await suite.club(1);
    const person = await club.as(club.at(1, 1));
    await write(club, "list-1", 30, NOW);
    await pruneEvents(suite.server.db, NOW, { entries: 20, atLeast: 5 });
    const { epoch } = suite.server.runtime.tail;
    const before = await person.connect({ auth: { cursors: at(9) } });
    expect((await before.ready()).streams["list-1"]).toEqual({ epoch, seq: 30, reset: true });
    const ask = (after: number) => before.ask("stream:since", { stream: "list-1", epoch, after });
    expect(await ask(9)).toEqual({ ok: true, data: { reset: true } });
    expect(await byHttp(person, 9)).toEqual({ reset: true });
    // The oldest entry that is left is the next one for this cursor: it misses nothing.
    const floor = await person.connect({ auth: { cursors: at(10) } });
    expect((await floor.ready()).streams["list-1"]).toEqual({ epoch, seq: 30, replayed: 20 });
    expect(floor.on("list-1").map(({ seq }) => seq)).toEqual(range(11, 30));
    expect(await ask(10)).toMatchObject({ data: { seq: 30, events: { length: 20 } } });
    expect(await byHttp(person, 10)).toMatchObject({ seq: 30, events: { length: 20 } });
  });

  it("[C-17] [R-04] whoever is connected hears on, and who was just here is replayed from memory", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    for (let n = 1; n <= 6; n++) await club.admin.api.update(club.at(1, 1).id, { name: `Nombre ${n}` });
    await phone.entry("list-1", 6);
    await pruneEvents(suite.server.db, new Date(Date.now() + 1000), { days: 0, atLeast: 2 });
    expect(await seqsOf(club)).toEqual([5, 6]);
    await club.admin.api.update(club.at(1, 1).id, { name: "Nombre 7" });
    await phone.entry("list-1", 7);
    expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(range(1, 7));
    const back = await club.admin.connect({ auth: { cursors: at(2) } });
    expect(back.on("list-1").map(({ seq }) => seq)).toEqual(range(3, 7));
  });

  it("[R-04] [C-22] the history of the moves outlives the log", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "En campo");
    const moves = (await club.admin.api.moves(id)).body.data;
    await pruneEvents(suite.server.db, new Date(Date.now() + 1000), { days: 0, atLeast: 0 });
    expect(await logOf(suite.server, club.id)).toEqual([]);
    expect((await club.admin.api.moves(id)).body.data).toEqual(moves);
    expect(moves).toHaveLength(1);
  });
});
