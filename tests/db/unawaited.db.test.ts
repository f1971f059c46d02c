import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { changeCaddieStatus } from "@/lib/caddies/commands";
import { caddies, turns } from "@/lib/caddies/tables";
import { type Command, runCommand } from "@/lib/commands";
import { idempotencyKeys } from "@/lib/db/tables";
import { loadActor } from "@/lib/users/queries";
import type { Person, TestCaddie } from "../harness/factories";
import { expectWholeLog, headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

type Going = Parameters<typeof changeCaddieStatus>[0];

onEveryDatabase((suite) => {
  const actorOf = async ({ userId, sessionId }: Person) => {
    const expiresAt = new Date(Date.now() + 60_000);
    const actor = await loadActor(suite.server.db, { userId, sessionId, sessionVersion: 1, expiresAt });
    if (!actor) throw new Error("the session is not there");
    return actor;
  };

  /** Sends a caddie out, and a statement with it that nobody waits for. */
  const goingWith =
    (broken: "before" | "after", statement: string): Command<Going, unknown> =>
    async (input, ctx) => {
      const send = () => ctx.send(ctx.tx.execute(sql.raw(statement)).execute());
      if (broken === "before") send();
      const answer = await changeCaddieStatus(input, ctx);
      if (broken === "after") send();
      return answer;
    };

  const attempt = async (admin: Person, { id }: TestCaddie, command: Command<Going, unknown>, key: string) =>
    runCommand(command, { caddieId: id, status: "En campo" }, await actorOf(admin), {
      success: 200,
      keyed: { key, request: `going out ${id}` },
    });

  for (const broken of ["before", "after"] as const) {
    it(`[I2] a statement that nobody waits for fails ${broken} the change: nothing of the command holds, and nobody hears of it`, async () => {
      const club = await suite.club(2);
      const phone = await club.admin.connect();
      const caddie = club.at(1, 1);
      const key = randomUUID();
      const failed = attempt(club.admin, caddie, goingWith(broken, "select 1 / 0"), key);
      // The failure itself, not "current transaction is aborted" of a statement behind it.
      await expect(failed).rejects.toMatchObject({ cause: { code: "22012" } });

      const [row] = await suite.server.db.select().from(caddies).where(eq(caddies.id, caddie.id));
      expect(row).toMatchObject({ status: "Disponible", version: 1 });
      expect(await suite.server.db.select().from(turns).where(eq(turns.caddieId, caddie.id))).toEqual([]);
      expect(
        await suite.server.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)),
      ).toEqual([]);
      expect(await logOf(suite.server, club.id)).toEqual([]);
      expect(await headsOf(suite.server, club.id)).toEqual({});

      // The same key is free, and the first that the phone hears is this change.
      const done = await attempt(club.admin, caddie, changeCaddieStatus, key);
      expect(done).toMatchObject({ status: 200, replayed: false });
      await phone.reach({ "list-1": { epoch: "", seq: 1 } });
      expect(phone.on("list-1").map(({ seq }) => seq)).toEqual([1]);
      await expectWholeLog(suite.server, club.id);
    });
  }

  it("[I2] a constraint that a statement without a waiter breaks is the command's failure too", async () => {
    const club = await suite.club(2);
    const caddie = club.at(1, 1);
    // A second open turn of one caddie: the index that forbids it speaks after the command has returned.
    const twice = goingWith(
      "after",
      `insert into turns (id, organization_id, caddie_id, list_number, status, started_at, started_by)
       values ('${randomUUID()}', '${club.id}', '${caddie.id}', 1, 'open', now(), '${club.admin.userId}')`,
    );
    await expect(attempt(club.admin, caddie, twice, randomUUID())).rejects.toMatchObject({
      cause: { code: "23505" },
    });
    expect(await logOf(suite.server, club.id)).toEqual([]);
    expect((await club.admin.api.caddie(caddie.id)).body.data).toMatchObject({
      status: "Disponible",
      version: 1,
    });
  });

  it("[I2] a refusal takes back what was sent before it", async () => {
    const club = await suite.club(2);
    const caddie = club.at(1, 1);
    const renamed = `update caddies set name = 'Nadie' where id = '${caddie.id}'`;
    await club.admin.api.status(caddie.id, "Ausente");
    const refused = await attempt(club.admin, caddie, goingWith("before", renamed), randomUUID());
    expect(refused.status).toBe(409);
    expect((await club.admin.api.caddie(caddie.id)).body.data.name).toBe(caddie.name);
    await expectWholeLog(suite.server, club.id);
  });
});
