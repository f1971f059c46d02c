import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase, rows } from "@/lib/db/client";
import { databases, type Storage } from "../harness/databases";
import { createClub } from "../harness/factories";
import { Gate } from "../harness/gate";
import { expectWholeLog } from "../harness/log";
import { TestServer } from "../harness/server";

const target = (await databases()).find(({ name }) => name === "PostgreSQL");

// A throw outside of every promise, as the driver has made them, fails the run by itself.
describe.skipIf(!target)("a connection that is lost", () => {
  let storage: Storage;
  let admin: postgres.Sql;
  let database: Database;
  const open = (poolSize?: number) => openDatabase({ url: storage.url, dataDir: storage.dataDir, poolSize });
  const numbers = () => rows<{ n: number }>(database.db, sql`select n from numbers order by n`);

  beforeEach(async () => {
    if (!target) throw new Error("there is no PostgreSQL");
    storage = await target.create();
    admin = postgres(storage.url ?? "", {
      max: 1,
      onnotice: () => {},
      connection: { application_name: "test" },
    });
    await admin`create table numbers (n int primary key)`;
    database = await open();
  });
  afterEach(async () => {
    await database.close();
    await admin.end();
    await storage.drop();
  });

  const terminateAll = () => admin`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'caddiepro'`;

  it("ends its transaction, and only that: what was sent is undone, nothing runs on elsewhere, the next one works", async () => {
    let sent = () => {};
    const underWay = new Promise<void>((resolve) => {
      sent = resolve;
    });
    const lost = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into numbers values (1)`);
      const slow = tx.execute(sql`select pg_sleep(${20}::float8)`).execute();
      // Held back by the driver until the first use of the slow one is over, and not to be run on another connection.
      const behind = tx.execute(sql`insert into numbers values (2)`).execute();
      sent();
      await Promise.all([slow, behind]);
    });
    const refused = expect(lost).rejects.toMatchObject({ cause: { code: "CONNECTION_CLOSED" } });
    await underWay;
    await sleeping();
    await terminateAll();
    await refused;
    expect(await numbers()).toEqual([]);
    await database.db.execute(sql`insert into numbers values (3)`);
    expect(await numbers()).toEqual([{ n: 3 }]);
    // And no other one was opened for what was held back.
    const [open] = await admin`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and application_name = 'caddiepro'`;
    expect(open?.n).toBe(1);
  });

  /** Resolves when the slow statement has reached the server. */
  async function sleeping(): Promise<void> {
    for (let found = 0; found === 0; ) {
      const [row] = await admin`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`;
      found = row?.n;
    }
  }

  it("leaves a command that was idle between two statements without its transaction, not in another one's", async () => {
    const lost = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into numbers values (1)`);
      await terminateAll();
      // The pool opens a new one for somebody else meanwhile.
      await numbers();
      await tx.execute(sql`insert into numbers values (2)`);
    });
    await expect(lost).rejects.toMatchObject({ cause: { code: "CONNECTION_CLOSED" } });
    expect(await numbers()).toEqual([]);
  });

  it("of 200 transactions whose connections are killed again and again, each is whole or not there", async () => {
    let told = 0;
    const run = async (n: number) => {
      try {
        await database.db.transaction(async (tx) => {
          await tx.execute(sql`insert into numbers values (${2 * n})`);
          await tx.execute(sql`insert into numbers values (${2 * n + 1})`);
        });
        told++;
        return n;
      } catch {
        return null;
      }
    };
    let kills = 0;
    const all = Array.from({ length: 200 }, (_, n) => run(n));
    while (told < 100 && kills < 5) {
      await terminateAll();
      kills++;
    }
    const done = (await Promise.all(all)).filter((n) => n !== null);
    const kept = new Set((await numbers()).map(({ n }) => n));
    expect(kills).toBeGreaterThan(0);
    for (let n = 0; n < 200; n++) expect(kept.has(2 * n)).toBe(kept.has(2 * n + 1));
    expect(done.every((n) => kept.has(2 * n))).toBe(true);
  });

  it("ends work under way when the process stops, in good order", async () => {
    let begun = () => {};
    const under = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const work = database.db.transaction(async (tx) => {
      await tx.execute(sql`insert into numbers values (1)`);
      begun();
      await tx.execute(sql`select pg_sleep(0.2)`);
      await tx.execute(sql`insert into numbers values (2)`);
    });
    await under;
    await database.close();
    await work;
    await expect(numbers()).rejects.toMatchObject({ cause: { code: "CONNECTION_CLOSED" } });
    expect(await admin`select n from numbers order by n`).toHaveLength(2);
    database = await open();
  });

  it("one connection is enough to migrate", async () => {
    await database.close();
    database = await open(1);
    await database.migrate("drizzle");
    expect(await rows(database.db, sql`select 1 as one from log_state`)).toEqual([]);
  });
});

describe.skipIf(!target)("the network before the database", () => {
  let gate: Gate;
  let server: TestServer;
  let drop: () => Promise<void>;

  beforeEach(async () => {
    const storage = await target?.create();
    if (!storage?.url) throw new Error("there is no PostgreSQL");
    drop = storage.drop;
    gate = await Gate.before(storage.url);
    server = await TestServer.start({ ...storage, url: gate.through(storage.url) });
  });
  afterEach(async () => {
    await gate.open();
    await server.halt();
    await gate.refuse();
    await drop();
  });

  it("[R-11] a database that comes back is found at once, however long it was away", async () => {
    const club = await createClub(server, { sizes: [2] });
    await gate.refuse();
    // Each failure would make the driver wait longer before it tries again, up to 20 s.
    for (let n = 0; n < 30; n++) {
      const { status, body } = await club.admin.api.status(club.at(1, 1).id, "En campo");
      expect([status, body.code]).toEqual([503, "UNAVAILABLE"]);
    }
    await gate.open();
    const begun = performance.now();
    expect((await club.admin.api.status(club.at(1, 1).id, "En campo")).status).toBe(200);
    expect(performance.now() - begun).toBeLessThan(1000);
    await expectWholeLog(server, club.id);
  });

  it("[R-11] a network that swallows everything: every request is answered with 503 within 20 s, and all is well when it passes again", async () => {
    const club = await createClub(server, { sizes: [40] });
    const keys = Array.from({ length: 40 }, () => randomUUID());
    // Every connection is open: a new one would be given up by itself when it cannot be made.
    await Promise.all(keys.map(() => club.admin.api.board()));
    gate.swallow();
    const begun = performance.now();
    const go = (key: string, n: number) => club.admin.api.status(club.at(1, n + 1).id, "En campo", key);
    const replies = await Promise.all([...keys.map(go), ...keys.map(() => club.admin.api.board())]);
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 503));
    await gate.open();
    expect((await Promise.all(keys.map(go))).map(({ status }) => status)).toEqual(keys.map(() => 200));
    await expectWholeLog(server, club.id);
  }, 60_000);
});
