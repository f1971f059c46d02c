import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import type { Draw } from "@/lib/draws/contract";
import { reduceDraws } from "@/lib/draws/reducer";
import { draws } from "@/lib/draws/tables";
import { runDuties } from "@/lib/duties";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";
import { outsidersCommitment, outsidersOrder } from "./outsider";

const DAY = 86_400_000;
const later = (ms: number) => new Date(Date.now() + ms).toISOString();

async function queueOf(club: TestClub, list = 1): Promise<string[]> {
  const { data } = (await club.admin.api.board(list)).body;
  const queue = data.filter(({ position }) => position !== null);
  expect(queue.map(({ position }) => position)).toEqual(queue.map((_, i) => i + 1));
  return queue.map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);

/** What anybody can say of a draw with its published data and docs/draw.md. */
function outsiderAgrees(draw: Draw): boolean {
  const people = draw.participants.map(({ id }) => id);
  const seed = draw.seed ?? "";
  const promised = { id: draw.id, list: draw.listNumber, day: draw.day, people };
  return (
    outsidersCommitment(promised, seed) === draw.commitment &&
    (draw.result === null || outsidersOrder(people, seed).join() === draw.result.join())
  );
}

onEveryDatabase((suite) => {
  it("[C-21] the hash is published before, the seed after, and the list has the order that they give", async () => {
    const club = await suite.club(6);
    const caddie = await club.as(club.at(1, 2));
    const phone = await caddie.connect();
    const promised = await club.admin.api.commitDraw({ listNumber: 1 });
    expect(promised.status).toBe(201);
    const { id, commitment } = promised.body.data;
    expect(promised.body.data).toMatchObject({ state: "committed", seed: null, result: null, number: 1 });
    expect((await phone.entry("list-1", 1)).data).toMatchObject({ draw: promised.body.data });
    expect(JSON.stringify(phone.on("list-1"))).not.toContain('"seed":"');

    const run = await club.admin.api.runDraw(id);
    expect(run.status).toBe(200);
    const draw = run.body.data;
    expect(draw).toMatchObject({ state: "revealed", commitment });
    expect(outsiderAgrees(draw)).toBe(true);
    expect(await queueOf(club)).toEqual(draw.result);
    expect((await caddie.api.draws(1)).body.data).toEqual([draw]);
    await phone.reach(run.body.cursors);
    expect(
      phone
        .on("list-1")
        .map(({ event }) => event)
        .slice(-1),
    ).toEqual(["draw:revealed"]);
    // Pressed once more, it is the same draw.
    expect((await club.admin.api.runDraw(id)).body).toEqual({ data: draw, cursors: {} });
  });

  it("[C-22] everybody whose place a draw changed finds it in his history, with its author", async () => {
    const club = await suite.club(5);
    const before = await queueOf(club);
    const { data } = (await club.admin.api.commitDraw({ listNumber: 1 })).body;
    await club.admin.api.runDraw(data.id);
    const after = await queueOf(club);
    for (const [i, id] of after.entries()) {
      const [move] = (await club.admin.api.moves(id)).body.data;
      if (before[i] === id) expect(move).toBeUndefined();
      else
        expect(move).toMatchObject({
          kind: "order",
          rule: "drawn",
          from: { position: before.indexOf(id) + 1 },
          to: { position: i + 1 },
          by: { name: club.admin.name },
        });
    }
  });

  it("[C-21] who takes part is fixed with the promise: later comings and goings do not touch the order", async () => {
    const club = await suite.club(5, 1);
    const { data } = (await club.admin.api.commitDraw({ listNumber: 1 })).body;
    const added = (await club.admin.api.add({ name: "Elkin", listNumber: 1 })).body.data.id;
    await club.admin.api.status(club.at(1, 3).id, "En campo");
    await club.admin.api.update(club.at(1, 4).id, { listNumber: 2 });
    const draw = (await club.admin.api.runDraw(data.id)).body.data;
    expect(draw.participants).toHaveLength(5);
    expect(outsiderAgrees(draw)).toBe(true);
    const gone = idsOf(club, 3, 4);
    expect(await queueOf(club)).toEqual([...(draw.result ?? []).filter((id) => !gone.includes(id)), added]);
  });

  it("[C-21] there is one draw of a list and day; another one only after this one was given up, for all to see", async () => {
    const club = await suite.club(4, 3);
    const { api } = club.admin;
    const first = (await api.commitDraw({ listNumber: 1 })).body.data;
    const second = await api.commitDraw({ listNumber: 1 });
    expect([second.status, second.body.code]).toEqual([409, "DRAW_EXISTS"]);
    expect((second.body as { current?: Draw }).current?.id).toBe(first.id);
    expect((await api.commitDraw({ listNumber: 2 })).status).toBe(201);
    await api.runDraw(first.id);
    expect((await api.commitDraw({ listNumber: 1 })).status).toBe(409);
    expect((await api.undoOrder(1)).body.code).toBe("NOT_UNDOABLE");
    expect((await api.undo(first.participants[0]?.id ?? "")).body.code).toBe("NOT_UNDOABLE");
    expect((await api.cancelDraw(first.id, "")).status).toBe(422);
    expect((await api.cancelDraw(first.id, "Faltaba media lista")).body.data).toMatchObject({
      state: "annulled",
      closedReason: "Faltaba media lista",
    });
    const again = (await api.commitDraw({ listNumber: 1 })).body.data;
    expect(again.number).toBe(2);
    const given = (await api.cancelDraw(again.id, "Empezó a llover")).body.data;
    expect(given).toMatchObject({ state: "cancelled", result: null, closedBy: { name: club.admin.name } });
    // What it would have been is no secret any more.
    expect(outsiderAgrees(given)).toBe(true);
    expect((await api.runDraw(given.id)).body.code).toBe("DRAW_CLOSED");
    expect((await api.cancelDraw(given.id, "otra vez")).body.code).toBe("DRAW_CLOSED");
    const shown = (await (await club.as(club.at(1, 1))).api.draws(1)).body.data;
    expect(shown.map(({ state, number }) => [state, number])).toEqual([
      ["cancelled", 2],
      ["annulled", 1],
    ]);
  });

  it("many masters at once promise one draw and run it once", async () => {
    const club = await suite.club(6);
    const other = await club.addAdmin();
    const promises = await Promise.all(
      [club.admin, other, club.admin, other].map(({ api }) => api.commitDraw({ listNumber: 1 })),
    );
    expect(promises.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const id = promises.find(({ status }) => status === 201)?.body.data.id ?? "";
    const runs = await Promise.all([club.admin, other, other].map(({ api }) => api.runDraw(id)));
    expect(runs.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(runs.map(({ body }) => body.data.result?.join())).size).toBe(1);
    expect(await queueOf(club)).toEqual(runs[0]?.body.data.result);
  });

  it("a draw with an hour is run by the clock, once, and by nobody before", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    expect((await api.commitDraw({ listNumber: 1, runsAt: later(-60_000) })).status).toBe(422);
    expect((await api.commitDraw({ listNumber: 1, runsAt: later(8 * DAY) })).status).toBe(422);
    const { id } = (await api.commitDraw({ listNumber: 1, runsAt: later(3 * DAY) })).body.data;
    const early = await api.runDraw(id);
    expect([early.status, early.body.code]).toEqual([409, "DRAW_EARLY"]);
    const { db } = suite.server;
    await runDuties(db, new Date());
    expect((await api.draws(1)).body.data[0]?.state).toBe("committed");
    await api.cancelDraw(id, "Cambió la hora");

    const soon = (await api.commitDraw({ listNumber: 1 })).body.data;
    await db
      .update(draws)
      .set({ runsAt: new Date(Date.now() - 1_000) })
      .where(eq(draws.id, soon.id));
    await Promise.all([runDuties(db, new Date()), runDuties(db, new Date())]);
    const [draw] = (await api.draws(1)).body.data;
    expect(draw).toMatchObject({ id: soon.id, state: "revealed", revealedBy: { name: club.admin.name } });
    expect(await queueOf(club)).toEqual(draw?.result);
  });

  it("a draw whose day went by is over and shows its seed", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    const { db } = suite.server;
    const byDays = async (id: string, days: number, runsAt: Date | null) => {
      const day = new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
      await db.update(draws).set({ day, runsAt }).where(eq(draws.id, id));
    };
    const first = (await api.commitDraw({ listNumber: 1 })).body.data;
    await byDays(first.id, 4, null);
    expect((await api.runDraw(first.id)).body.code).toBe("DRAW_CLOSED");
    const second = (await api.commitDraw({ listNumber: 1 })).body.data;
    expect((await api.draws(1)).body.data[1]).toMatchObject({ id: first.id, state: "lapsed" });
    await byDays(second.id, 2, new Date(Date.now() - DAY));
    await runDuties(db, new Date());
    const [draw] = (await api.draws(1)).body.data;
    expect(draw).toMatchObject({ id: second.id, state: "lapsed", result: null });
    expect(draw?.seed).toMatch(/^[0-9a-f]{64}$/);
  });

  it("[C-17] I5: the draws of a page that hears the events are those of a fresh fetch", async () => {
    const club = await suite.club(4);
    const { api } = club.admin;
    const phone = await (await club.as(club.at(1, 1))).connect();
    const first = (await api.commitDraw({ listNumber: 1 })).body.data;
    await api.runDraw(first.id);
    await api.cancelDraw(first.id, "Otra vez");
    const second = (await api.commitDraw({ listNumber: 1 })).body.data;
    await api.runDraw(second.id);
    const fresh = (await api.draws(1)).body;
    await phone.reach(fresh.cursors);
    const told = phone
      .on("list-1")
      .filter(({ event }) => event.startsWith("draw:"))
      .map(({ data }) => (data as { draw: Draw }).draw);
    expect(told.reduce(reduceDraws, [])).toEqual(fresh.data);
    expect([...told, ...told].reduce(reduceDraws, [])).toEqual(fresh.data);
    expect((await api.draws(1, "&limit=1")).body.data).toEqual([fresh.data[0]]);
    const next = encodeURIComponent((await api.draws(1, "&limit=1")).body.nextCursor ?? "");
    expect((await api.draws(1, `&limit=1&cursor=${next}`)).body.data).toEqual([fresh.data[1]]);
  });

  it("a list with one caddie has nothing to draw", async () => {
    const club = await suite.club(1);
    expect((await club.admin.api.commitDraw({ listNumber: 1 })).status).toBe(422);
  });
});
