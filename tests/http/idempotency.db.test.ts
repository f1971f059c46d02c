import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { pruneKeys } from "@/lib/commands";
import { idempotencyKeys } from "@/lib/db/tables";
import { expectWholeLog, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const HOUR_MS = 60 * 60 * 1000;

onEveryDatabase((suite) => {
  const age = (key: string, ms: number) =>
    suite.server.db
      .update(idempotencyKeys)
      .set({ createdAt: new Date(Date.now() - ms) })
      .where(eq(idempotencyKeys.key, key));

  it("I6: 20 at once with one key have one effect and equal answers", async () => {
    const club = await suite.club(2);
    const key = randomUUID();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => club.admin.api.add({ name: "Wilmar", listNumber: 1 }, key)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(replies.filter(({ headers }) => headers.get("idempotent-replayed") === null)).toHaveLength(1);
    expect((await club.admin.api.board()).body.data).toHaveLength(3);
    // Once on its list, once with the phone number among the admins.
    expect(await logOf(suite.server, club.id)).toHaveLength(2);
    await expectWholeLog(suite.server, club.id);
  });

  it("I6: 20 at once whose request is refused get the same refusal", async () => {
    const club = await suite.club(1);
    const key = randomUUID();
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "Ausente");
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => club.admin.api.status(id, "En campo", key)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([409]));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it("a refusal is the answer for good: the key does nothing later, though it would be possible then", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const key = randomUUID();
    await club.admin.api.status(id, "Ausente");
    const refused = await club.admin.api.status(id, "En campo", key);
    expect(refused.status).toBe(409);
    await club.admin.api.status(id, "Disponible");
    const again = await club.admin.api.status(id, "En campo", key);
    expect(again.status).toBe(409);
    expect(again.body).toEqual(refused.body);
    expect(again.headers.get("content-type")).toBe("application/problem+json");
    expect((await club.admin.api.caddie(id)).body.data.status).toBe("Disponible");
  });

  it("the same key for another request is refused, and the first answer stays", async () => {
    const club = await suite.club(2);
    const [first, second] = [club.at(1, 1).id, club.at(1, 2).id];
    const key = randomUUID();
    const done = await club.admin.api.status(first, "En campo", key);
    for (const reply of [
      await club.admin.api.status(first, "Disponible", key),
      await club.admin.api.status(second, "En campo", key),
      await club.admin.api.remove(first, key),
    ]) {
      expect(reply.status).toBe(422);
      expect(reply.body).toMatchObject({ code: "KEY_REUSED", errors: [{ path: "Idempotency-Key" }] });
    }
    expect((await club.admin.api.status(first, "En campo", key)).body).toEqual(done.body);
  });

  it("the same fields in another order are the same request", async () => {
    const club = await suite.club(1);
    const key = randomUUID();
    const one = await club.admin.api.add({ name: "Fabio", listNumber: 1 }, key);
    const two = await club.admin.api.add({ listNumber: 1, name: "Fabio" }, key);
    expect(two.status).toBe(201);
    expect(two.body).toEqual(one.body);
    expect(two.headers.get("idempotent-replayed")).toBe("true");
  });

  it("a key is its user's own", async () => {
    const club = await suite.club(2);
    const other = await club.addAdmin();
    const key = randomUUID();
    await club.admin.api.status(club.at(1, 1).id, "En campo", key);
    const reply = await other.api.status(club.at(1, 2).id, "En campo", key);
    expect(reply.status).toBe(200);
    expect(reply.body.data.id).toBe(club.at(1, 2).id);
  });

  it("a removal answers 204 again, not 404", async () => {
    const club = await suite.club(2);
    const key = randomUUID();
    expect((await club.admin.api.remove(club.at(1, 1).id, key)).status).toBe(204);
    const again = await club.admin.api.remove(club.at(1, 1).id, key);
    expect([again.status, again.body]).toEqual([204, null]);
    expect((await club.admin.api.remove(club.at(1, 1).id)).status).toBe(404);
  });

  it("a faulty request leaves its key free for the corrected one", async () => {
    const club = await suite.club(1);
    const key = randomUUID();
    expect((await club.admin.api.add({ name: "", listNumber: 1 }, key)).status).toBe(422);
    expect((await club.admin.api.add({ name: "Iván", listNumber: 1 }, key)).status).toBe(201);
  });

  it("a key must be 1 to 128 visible characters", async () => {
    const club = await suite.club(1);
    for (const key of [" ", "a b", "ñ", "x".repeat(129)]) {
      const reply = await club.admin.api.status(club.at(1, 1).id, "Ausente", key);
      expect(reply.status).toBe(422);
      expect(reply.body.errors).toMatchObject([{ path: "Idempotency-Key" }]);
    }
    expect((await club.admin.api.status(club.at(1, 1).id, "Ausente", "x".repeat(128))).status).toBe(200);
  });

  it("a key is good for 24 hours, then it is forgotten", async () => {
    const club = await suite.club(1);
    const key = randomUUID();
    const first = (await club.admin.api.add({ name: "Mario", listNumber: 1 }, key)).body.data.id;
    await age(key, 23.9 * HOUR_MS);
    expect((await club.admin.api.add({ name: "Mario", listNumber: 1 }, key)).body.data.id).toBe(first);
    await age(key, 24.1 * HOUR_MS);
    const later = await club.admin.api.add({ name: "Mario", listNumber: 1 }, key);
    expect(later.body.data.id).not.toBe(first);
    expect(later.headers.get("idempotent-replayed")).toBeNull();
  });

  it("an expired key that 10 use at once has one effect", async () => {
    const club = await suite.club(1);
    const key = randomUUID();
    await club.admin.api.add({ name: "Mario", listNumber: 1 }, key);
    await age(key, 25 * HOUR_MS);
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => club.admin.api.add({ name: "Mario", listNumber: 1 }, key)),
    );
    expect(new Set(replies.map(({ body }) => body.data.id)).size).toBe(1);
    expect((await club.admin.api.board()).body.data).toHaveLength(3);
  });

  it("pruning forgets exactly the expired keys", async () => {
    const club = await suite.club(2);
    const [old, young] = [randomUUID(), randomUUID()];
    await club.admin.api.status(club.at(1, 1).id, "Ausente", old);
    await club.admin.api.status(club.at(1, 2).id, "Ausente", young);
    await age(old, 24.1 * HOUR_MS);
    await pruneKeys(suite.server.db, new Date());
    const kept = await suite.server.db
      .select({ key: idempotencyKeys.key })
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.userId, club.admin.userId)));
    expect(kept).toEqual([{ key: young }]);
  });

  it("pruning keeps of each user the latest 10,000 keys, and all of everybody else's", async () => {
    const club = await suite.club(1);
    const other = await club.addAdmin();
    // Three of one millisecond at the border: it is drawn between them, and not around them.
    const insert = (userId: string, count: number) =>
      suite.server.db.execute(sql`
        insert into ${idempotencyKeys} (user_id, key, request_hash, status, created_at)
        select ${userId}::uuid, 'key ' || lpad(n::text, 5, '0'), '', 200,
          now() - interval '1 hour' + case when n between 3 and 5 then 4 else n end * interval '1 ms'
        from generate_series(1, ${count}::int) n`);
    await insert(club.admin.userId, 10_004);
    await insert(other.userId, 10_000);
    await pruneKeys(suite.server.db, new Date());
    const kept = (userId: string) =>
      suite.server.db
        .select({ key: idempotencyKeys.key })
        .from(idempotencyKeys)
        .where(eq(idempotencyKeys.userId, userId))
        .orderBy(asc(idempotencyKeys.key));
    const own = await kept(club.admin.userId);
    expect(own).toHaveLength(10_000);
    expect(own[0]).toEqual({ key: "key 00005" });
    expect(await kept(other.userId)).toHaveLength(10_000);
  });
});
