import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Caddie } from "@/lib/caddies/contract";
import { turns } from "@/lib/caddies/tables";
import { expectWholeLog, logOf } from "../harness/log";
import { freshBoard, ReferenceClient } from "../harness/reference-client";
import { onEveryDatabase } from "../harness/suite";

const times = <T>(count: number, act: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => act(n)));

onEveryDatabase((suite) => {
  it("I10: of 50 edits of one version one succeeds, and 49 are told the present state", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const replies = await times(50, (n) =>
      club.admin.api.update(id, { name: `Nombre ${n}`, expectedVersion: 1 }),
    );
    const [won, ...more] = replies.filter(({ status }) => status === 200);
    expect(more).toEqual([]);
    const lost = replies.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(49);
    for (const { body } of lost) {
      expect(body.code).toBe("VERSION_CONFLICT");
      expect((body as unknown as { current: Caddie }).current).toEqual(won?.body.data);
    }
    await expectWholeLog(suite.server, club.id);
  });

  it("[C-12] of 50 who send the same caddie out at once one does, and nobody goes twice", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const other = await club.addAdmin();
    const replies = await times(50, (n) =>
      n % 2
        ? club.admin.api.startTurn({ caddieId: id })
        : other.api.request<{ code?: string }>("PATCH", `/api/caddies/${id}/status`, {
            body: { status: "En campo", expectedVersion: 1 },
          }),
    );
    const done = replies.filter(({ status }) => status < 300);
    const refused = replies.filter(({ status }) => status === 409);
    // Setting the status that already holds is no error, and no second turn.
    expect(done.length + refused.length).toBe(50);
    expect(refused.every(({ body }) => body.code === "CADDIE_NOT_AVAILABLE")).toBe(true);
    const opened = await suite.server.db.select().from(turns).where(eq(turns.caddieId, id));
    expect(opened).toHaveLength(1);
    expect(await logOf(suite.server, club.id)).toHaveLength(1);
    expect((await club.admin.api.caddie(id)).body.data.version).toBe(2);
  });

  it("names who was faster, and when", async () => {
    const club = await suite.club(2);
    const { id, name } = club.at(1, 1);
    const faster = await club.addAdmin();
    const out = await faster.api.startTurn({ caddieId: id });
    const late = await club.admin.api.startTurn({ caddieId: id });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({
      code: "CADDIE_NOT_AVAILABLE",
      detail: `${name} is En campo`,
      by: { id: faster.userId, name: faster.name },
      at: out.body.data.startedAt,
      current: { id, status: "En campo", version: 2, turn: { id: out.body.data.id } },
    });
  });

  it("[C-21] I1 I3 I5: 60 changes of one list at once leave a log without gaps, and boards that are right", async () => {
    const club = await suite.club(20);
    const view = new ReferenceClient(club.admin);
    await view.load();
    const phone = await view.follow();
    await times(60, (n) => {
      const { id } = club.at(1, 1 + (n % 20));
      if (n < 20) return club.admin.api.status(id, "En campo");
      return n < 40
        ? club.admin.api.update(id, { position: 1 + (n % 7) })
        : club.admin.api.status(id, "Disponible");
    });
    await expectWholeLog(suite.server, club.id);
    const { data, cursors } = (await club.admin.api.board()).body;
    await phone.reach(cursors);
    expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(
      Array.from({ length: cursors["list-1"]?.seq ?? 0 }, (_, i) => i + 1),
    );
    const places = data.flatMap(({ position }) => position ?? []);
    expect(places).toEqual(places.map((_, i) => i + 1));
    expect(view.board()).toEqual(await freshBoard(club.admin));
  });

  it("[C-21] I5: 20 who are added at once stand one behind the other, on every board alike", async () => {
    const club = await suite.club(2);
    const view = new ReferenceClient(club.admin);
    await view.load();
    const phone = await view.follow();
    const added = await times(20, (n) => club.admin.api.add({ name: `Nuevo ${n}`, listNumber: 1 }));
    expect(new Set(added.map(({ body }) => body.data.position)).size).toBe(20);
    await phone.reach((await club.admin.api.board()).body.cursors);
    expect(view.board()).toEqual(await freshBoard(club.admin));
  });

  it("moves and undone moves between two lists never wait for each other crosswise", async () => {
    const club = await suite.club(8, 8);
    const movers = [1, 2, 3, 4, 5, 6, 7, 8];
    for (let round = 0; round < 4; round++) {
      for (const n of movers) await club.admin.api.update(club.at(1, n).id, { listNumber: 2 });
      const replies = await Promise.all(
        movers.flatMap((n) => [
          club.admin.api.undo(club.at(1, n).id),
          club.admin.api.update(club.at(2, n).id, { listNumber: round % 2 ? 2 : 1, position: n }),
        ]),
      );
      expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    }
    await expectWholeLog(suite.server, club.id);
  });
});
