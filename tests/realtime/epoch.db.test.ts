import { and, eq, gt } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import type { SyncReady } from "@/lib/realtime/contract";
import { events, logState, streams } from "@/lib/realtime/tables";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";
import { until } from "../harness/until";

const rename = (club: TestClub) =>
  club.admin.api.update(club.at(1, 1).id, { name: `Nombre ${Math.random()}` });

onEveryDatabase((suite) => {
  const epoch = async () => (await suite.server.db.select().from(logState))[0]?.epoch ?? "";

  it("[R-04] a restart keeps the epoch", async () => {
    const before = await epoch();
    expect(before).not.toBe("");
    await suite.server.restart();
    expect(await epoch()).toBe(before);
  });

  it("[R-04] I11: a database that is a copy of another gets a new epoch, and old cursors are not believed", async () => {
    const club = await suite.club(2);
    await rename(club);
    const { cursors } = (await club.admin.api.board()).body;
    const before = await epoch();
    await suite.server.db
      .update(logState)
      .set({ fingerprint: "that of the original" })
      .where(eq(logState.id, 1));
    await suite.server.restart();
    expect(await epoch()).not.toBe(before);
    const phone = await club.admin.connect({ auth: { cursors } });
    const { streams: told } = await phone.ready();
    for (const stream of Object.keys(cursors)) {
      expect(told[stream]).toMatchObject({ epoch: await epoch(), reset: true });
    }
    const fresh = (await club.admin.api.board()).body.cursors;
    expect(fresh["list-1"]).toEqual({ epoch: await epoch(), seq: 1 });
    expect((await (await club.as(club.at(1, 2))).connect({ auth: { cursors: fresh } })).heard).toEqual([]);
    await rename(club);
    expect(await phone.entry("list-1", 2)).toMatchObject({ epoch: await epoch() });
  });

  it("[R-04] I11: a log that is shorter than it was, under a running server, is another log", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    for (let n = 0; n < 5; n++) await rename(club);
    await phone.entry("list-1", 5);
    const before = await epoch();
    const ofList = and(eq(streams.organizationId, club.id), eq(streams.name, "list-1"));
    await suite.server.db.update(streams).set({ seq: 3 }).where(ofList);
    await suite.server.db
      .delete(events)
      .where(and(eq(events.organizationId, club.id), eq(events.stream, "list-1"), gt(events.seq, 3)));
    const told = () => phone.last<SyncReady>("sync:ready")?.streams["list-1"];
    await until(() => told()?.reset === true, "the reset");
    expect(await epoch()).not.toBe(before);
    expect(told()).toEqual({ epoch: await epoch(), seq: 3, reset: true });
    expect(suite.server.takeFaults()).toMatchObject([
      { msg: "the log is shorter than it was: restored? new epoch" },
    ]);
    await rename(club);
    const now = await epoch();
    await until(() => phone.on("list-1").at(-1)?.epoch === now, "the first entry of the new log");
    expect(phone.on("list-1").at(-1)).toMatchObject({ epoch: now, seq: 4 });
    expect((await club.admin.api.board()).body.cursors["list-1"]).toEqual({ epoch: await epoch(), seq: 4 });
  });

  it("[R-04] a database that fails while a new epoch is told lets the clients go, to come back", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    await phone.ready();
    const { db, runtime } = suite.server;
    const select = db.select.bind(db) as typeof db.select;
    // The poll still reads the new epoch; whatever is read for the clients after it fails.
    const failing = vi.spyOn(db, "select").mockImplementation(((...fields: Parameters<typeof select>) => {
      if (runtime.tail.epoch === "other") throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
      return select(...fields);
    }) as typeof select);
    await db.update(logState).set({ epoch: "other" }).where(eq(logState.id, 1));
    await phone.end();
    failing.mockRestore();
    const back = await club.admin.connect();
    expect((await back.ready()).streams["list-1"]?.epoch).toBe("other");
  });
});
