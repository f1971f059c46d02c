import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, it } from "vitest";
import { expectWholeLog, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  // The embedded database has one connection: there nobody else can hold a lock.
  const onPostgres = it.runIf(suite.database === "PostgreSQL");

  /** Holds what this statement locks, as another process would, until the test lets go. */
  async function hold(statement: string): Promise<(end?: "commit" | "rollback") => Promise<void>> {
    const client = postgres(suite.server.storage.url ?? "", { max: 1, onnotice: () => {} });
    await client.unsafe("begin");
    const held = await client.unsafe(statement);
    expect(held).not.toHaveLength(0);
    return async (end = "rollback") => {
      await client.unsafe(end);
      await client.end();
    };
  }

  onPostgres(
    "[R-11] while 30 commands wait for one counter row, reads are answered at once; the 30 are told to come back, and their second try has one effect each",
    async () => {
      const club = await suite.club(31);
      // The counter's row exists from the first change on.
      await club.admin.api.status(club.at(1, 31).id, "Ausente");
      const letGo = await hold(
        `select * from streams where organization_id = '${club.id}' and name = 'list-1' for update`,
      );
      const keys = Array.from({ length: 30 }, () => randomUUID());
      const send = (key: string, n: number) => club.admin.api.status(club.at(1, n + 1).id, "Ausente", key);
      let answered = 0;
      const first = keys.map(async (key, n) => {
        const reply = await send(key, n);
        answered++;
        return reply;
      });
      for (let n = 0; n < 5; n++) expect((await club.admin.api.board()).status).toBe(200);
      // Not one of the commands made room: the reads had connections of their own.
      expect(answered).toBe(0);
      for (const { status, headers, body } of await Promise.all(first)) {
        expect(status).toBe(503);
        expect(body.code).toBe("UNAVAILABLE");
        expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      }
      await letGo();

      const again = await Promise.all(keys.map(send));
      expect(again.map(({ status }) => status)).toEqual(keys.map(() => 200));
      expect(again.every(({ headers }) => headers.get("idempotent-replayed") === null)).toBe(true);
      expect(await logOf(suite.server, club.id)).toHaveLength(31);
      await expectWholeLog(suite.server, club.id);
    },
  );

  onPostgres(
    "[R-11] a list that is locked makes nobody wait but its own: it gets 503, and the retry with the same key has one effect",
    async () => {
      const club = await suite.club(2, 2);
      const letGo = await hold(
        `select * from lists where organization_id = '${club.id}' and number = 1 for update`,
      );
      const key = randomUUID();
      const begun = performance.now();
      const waiting = club.admin.api.status(club.at(1, 1).id, "En campo", key);
      expect((await club.admin.api.status(club.at(2, 1).id, "En campo")).status).toBe(200);
      const refused = await waiting;
      expect(refused.status).toBe(503);
      // By the lock's own limit, long before that of a statement.
      expect(performance.now() - begun).toBeLessThan(8000);
      expect(refused.headers.get("retry-after")).toBe("2");
      expect((await club.admin.api.caddie(club.at(1, 1).id)).body.data.version).toBe(1);
      await letGo();

      const done = await club.admin.api.status(club.at(1, 1).id, "En campo", key);
      expect([done.status, done.body.data.version]).toEqual([200, 2]);
      const replayed = await club.admin.api.status(club.at(1, 1).id, "En campo", key);
      expect(replayed.headers.get("idempotent-replayed")).toBe("true");
      expect(replayed.body).toEqual(done.body);
      expect((await logOf(suite.server, club.id)).map(({ stream }) => stream)).toEqual(["list-1", "list-2"]);
      await expectWholeLog(suite.server, club.id);
    },
  );

  onPostgres("a caddie who may not write waits for nobody who does, and makes nobody wait", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const caddie = await club.as(club.at(1, 2));
    const letGo = await hold(`select * from caddies where id = '${id}' for update`);
    expect((await caddie.api.status(id, "Ausente")).status).toBe(403);
    await letGo();
  });

  onPostgres(
    "[C-21] a tap that waits for a move between lists is told where the caddie stands then, and nowhere else",
    async () => {
      const club = await suite.club(2, 2);
      const { id } = club.at(1, 1);
      const letGo = await hold(
        `update caddies set list_number = 2, rank = 'z0' where id = '${id}' returning id`,
      );
      const tap = club.admin.api.status(id, "En campo");
      // Another process's tap on the same caddie's new list, meanwhile: the counter of list-2 begins with it.
      expect((await club.admin.api.status(club.at(2, 1).id, "Ausente")).status).toBe(200);
      await letGo("commit");
      const { status, body } = await tap;
      expect([status, body.data.listNumber, body.data.status]).toEqual([200, 2, "En campo"]);
      expect(Object.keys(body.cursors)).toEqual(["list-2"]);
      const told = await logOf(suite.server, club.id);
      expect(told.map(({ stream, seq }) => [stream, seq])).toEqual([
        ["list-2", 1],
        ["list-2", 2],
      ]);
      expect(told[1]?.data).toMatchObject({ caddieId: id, listNumber: 2 });
    },
  );
});
