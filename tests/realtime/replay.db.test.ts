import { and, eq, lt } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Cursors, Envelope, Since } from "@/lib/realtime/contract";
import { appendEvents } from "@/lib/realtime/log";
import { events } from "@/lib/realtime/tables";
import type { TestClub } from "../harness/factories";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

const seqsOf = (heard: Envelope[]) => heard.map(({ seq }) => seq);
const from1to = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

onEveryDatabase((suite) => {
  /** Renames the first caddie of list 1 so many times: one entry of its stream each. */
  async function rename(club: TestClub, times: number): Promise<void> {
    for (let n = 0; n < times; n++)
      await club.admin.api.update(club.at(1, 1).id, { name: `Nombre ${Math.random()}` });
  }
  /** Writes entries as another process would: straight into the log. */
  const write = (club: TestClub, count: number) =>
    suite.server.db.transaction((tx) => {
      const data = { caddieId: club.at(1, 1).id };
      const publications = Array.from({ length: count }, () => ({
        event: "caddie:deleted",
        data,
        streams: ["list-1"],
      }));
      return appendEvents(tx, club.id, publications, new Date(), undefined);
    });
  const epochOf = async (club: TestClub) =>
    (await club.admin.api.board()).body.cursors["list-1"]?.epoch ?? "";

  it("[C-17] [R-04] after a cut exactly what was missed comes, in order, then sync:ready", async () => {
    const club = await suite.club(2);
    const person = await club.as(club.at(1, 2));
    const before = await person.connect();
    await rename(club, 2);
    await before.entry("list-1", 2);
    before.close();
    await rename(club, 3);
    const after = await person.connect({ auth: { cursors: before.cursors() } });
    expect(seqsOf(after.on("list-1"))).toEqual([3, 4, 5]);
    const { streams } = await after.ready();
    expect(streams["list-1"]).toEqual({ epoch: before.cursors()["list-1"]?.epoch, seq: 5, replayed: 3 });
    expect(streams.user).toMatchObject({ replayed: 0 });
    await rename(club, 1);
    await after.entry("list-1", 6);
    expect(seqsOf(after.on("list-1"))).toEqual([3, 4, 5, 6]);
  });

  it("[C-17] [R-04] a restarted server replays what was missed before, during and after it", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    await rename(club, 2);
    await phone.entry("list-1", 2);
    const cursors = phone.cursors();
    phone.close();
    await rename(club, 2);
    await suite.server.restart();
    await rename(club, 1);
    const back = await club.admin.connect({ auth: { cursors } });
    expect(seqsOf(back.on("list-1"))).toEqual([3, 4, 5]);
    expect(seqsOf(back.on("admins"))).toEqual([3, 4, 5]);
    expect((await back.ready()).streams["list-1"]).toEqual({ ...cursors["list-1"], seq: 5, replayed: 3 });
  });

  it("[C-17] without a cursor nothing is replayed, and the head is told", async () => {
    const club = await suite.club(1);
    await rename(club, 3);
    const phone = await club.admin.connect();
    expect(phone.heard).toEqual([]);
    expect((await phone.ready()).streams["list-1"]).toMatchObject({ seq: 3, replayed: 0 });
  });

  it("[C-17] what is replayed is what was heard live, to the letter", async () => {
    const club = await suite.club(3, 1);
    const live = await club.admin.connect();
    const start: Cursors = (await club.admin.api.board()).body.cursors;
    await club.admin.api.add({ name: "Elkin", phoneNumber: "300 1234", listNumber: 1 }, "una-llave");
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.update(club.at(1, 2).id, { listNumber: 2, reason: "cambio" });
    await club.admin.api.remove(club.at(1, 3).id);
    await live.reach((await club.admin.api.board()).body.cursors);
    const warm = await club.admin.connect({ auth: { cursors: start } });
    await suite.server.restart();
    const cold = await club.admin.connect({ auth: { cursors: start } });
    const sorted = (phone: Phone) =>
      phone.heard.toSorted((a, b) => a.stream.localeCompare(b.stream) || a.seq - b.seq);
    expect(live.heard.length).toBeGreaterThan(6);
    expect(sorted(warm)).toEqual(sorted(live));
    expect(sorted(cold)).toEqual(sorted(live));
  });

  it("[C-17] a cursor of another epoch, or ahead of the log, is told to load the snapshot", async () => {
    const club = await suite.club(1);
    await rename(club, 2);
    const epoch = await epochOf(club);
    const strange: Cursors = {
      "list-1": { epoch: "older", seq: 1 },
      admins: { epoch, seq: 3 },
      org: { epoch, seq: 0 },
      "list-9": { epoch, seq: 1 },
    };
    const phone = await club.admin.connect({ auth: { cursors: strange } });
    const { streams } = await phone.ready();
    expect(streams["list-1"]).toEqual({ epoch, seq: 2, reset: true });
    expect(streams.admins).toEqual({ epoch, seq: 2, reset: true });
    expect(streams.org).toEqual({ epoch, seq: 0, replayed: 0 });
    expect(streams).not.toHaveProperty("list-9");
    expect(phone.heard).toEqual([]);
    await rename(club, 1);
    expect((await phone.entry("list-1", 3)).epoch).toBe(epoch);
  });

  it("[C-17] 1,000 behind is replayed, 1,001 is not", async () => {
    const club = await suite.club(1);
    await write(club, 1001);
    const epoch = await epochOf(club);
    const near = await club.admin.connect({ auth: { cursors: { "list-1": { epoch, seq: 1 } } } });
    expect(seqsOf(near.on("list-1"))).toEqual(from1to(1001).slice(1));
    const far = await club.admin.connect({ auth: { cursors: { "list-1": { epoch, seq: 0 } } } });
    expect((await far.ready()).streams["list-1"]).toEqual({ epoch, seq: 1001, reset: true });
    expect(far.heard).toEqual([]);
  });

  it("[C-17] before the oldest entry that is kept only a snapshot helps", async () => {
    const club = await suite.club(1);
    await write(club, 10);
    await suite.server.db
      .delete(events)
      .where(and(eq(events.organizationId, club.id), eq(events.stream, "list-1"), lt(events.seq, 5)));
    const epoch = await epochOf(club);
    const gone = await club.admin.connect({ auth: { cursors: { "list-1": { epoch, seq: 3 } } } });
    expect((await gone.ready()).streams["list-1"]).toEqual({ epoch, seq: 10, reset: true });
    const kept = await club.admin.connect({ auth: { cursors: { "list-1": { epoch, seq: 4 } } } });
    expect(seqsOf(kept.on("list-1"))).toEqual([5, 6, 7, 8, 9, 10]);
  });

  it("[R-11] what another process commits is heard within a second or so, in order", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    const begun = performance.now();
    await write(club, 5);
    await phone.entry("list-1", 5);
    expect(performance.now() - begun).toBeLessThan(2500);
    // Now this process commits before it has heard of the other's.
    await write(club, 5);
    await rename(club, 1);
    await phone.entry("list-1", 11);
    expect(seqsOf(phone.on("list-1"))).toEqual(from1to(11));
  });

  it("[C-17] I3: whoever connects while others write hears everything from his cursor on, once", async () => {
    const club = await suite.club(6);
    const { cursors } = (await club.admin.api.board()).body;
    const people = await Promise.all(club.caddies.map((caddie) => club.as(caddie)));
    const writes = Promise.all(
      club.caddies.flatMap(({ id }, n) => [
        club.admin.api.update(id, { name: `A ${n}` }),
        club.admin.api.status(id, "En campo"),
        club.admin.api.update(id, { name: `B ${n}` }),
      ]),
    );
    const own = { "list-1": cursors["list-1"] };
    const phones = people.map(
      (person) => new Phone(suite.server.url, { auth: { token: person.token, cursors: own } }),
    );
    await writes;
    const heads = (await club.admin.api.board(1)).body.cursors;
    const wanted: Cursors = heads["list-1"] ? { "list-1": heads["list-1"] } : {};
    for (const phone of phones) {
      await phone.ready();
      await phone.reach(wanted);
      await phone.pulse();
      expect(seqsOf(phone.on("list-1"))).toEqual(from1to(18));
    }
  });

  it("[R-04] the log can be read without a socket, page by page, with the same entries", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    await rename(club, 5);
    await phone.entry("list-1", 5);
    const epoch = await epochOf(club);
    const read = async (after: number, limit = 1000, era = epoch) =>
      (
        await club.admin.api.request<{ data: Since }>(
          "GET",
          `/api/events?stream=list-1&epoch=${era}&after=${after}&limit=${limit}`,
        )
      ).body.data;
    expect(await read(0)).toEqual({ events: phone.on("list-1"), epoch, seq: 5 });
    expect(await read(0, 2)).toEqual({ events: phone.on("list-1").slice(0, 2), epoch, seq: 2 });
    expect(await read(5)).toEqual({ events: [], epoch, seq: 5 });
    expect(await read(6)).toEqual({ reset: true });
    expect(await read(1, 10, "older")).toEqual({ reset: true });
  });
});
