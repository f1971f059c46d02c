import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { TestClub } from "../harness/factories";
import { expectWholeLog, headsOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

/** Ids of the queue of list 1, the next one first. */
async function queueOf(club: TestClub): Promise<string[]> {
  const { data } = (await club.admin.api.board(1)).body;
  return data.filter(({ position }) => position !== null).map(({ id }) => id);
}
const idsOf = (club: TestClub, ...places: number[]) => places.map((place) => club.at(1, place).id);
const NOBODY = [["call"], ["skip"], ["no-show"]];

onEveryDatabase((suite) => {
  it("[C-22] who is called keeps his place, and his whole list hears who called him and when", async () => {
    const club = await suite.club(3, 1);
    const { id, name } = club.at(1, 2);
    const phone = await (await club.as(club.at(1, 3))).connect();
    const { body } = await club.admin.api.act(id, "call");
    const heard = await phone.entry("list-1", 1);
    expect(heard).toMatchObject({
      event: "caddie:called",
      data: { caddieId: id, name, listNumber: 1, calledAt: heard.timestamp, position: 2, version: 2 },
    });
    expect(heard.data).toMatchObject({ by: { id: club.admin.userId, name: club.admin.name } });
    expect(body.data).toMatchObject({ status: "Disponible", position: 2, calledAt: heard.timestamp });
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 3));
    expect((await club.admin.api.moves(id)).body.data[0]).toMatchObject({
      kind: "called",
      rule: null,
      to: { called: true, position: 2 },
    });
    expect((await club.admin.api.act(id, "call")).body.cursors).toEqual({});
    expect(await headsOf(suite.server, club.id)).toEqual({ "list-1": 1 });
  });

  it("a call ends when he goes out, goes home, is skipped, changes lists, or when it is taken back", async () => {
    const club = await suite.club(2, 1);
    const { id } = club.at(1, 1);
    const { api } = club.admin;
    const endings = [
      () => api.endCall(id),
      () => api.status(id, "En campo"),
      () => api.status(id, "Ausente"),
      () => api.act(id, "skip"),
      () => api.act(id, "no-show"),
      () => api.update(id, { listNumber: 2 }),
    ];
    for (const end of endings) {
      await api.update(id, { listNumber: 1 });
      await api.status(id, "Disponible");
      expect((await api.act(id, "call")).body.data.calledAt).not.toBeNull();
      const { status, body } = await end();
      expect([status, body.data.calledAt]).toEqual([200, null]);
    }
    await expectWholeLog(suite.server, club.id);
  });

  it("an undone dispatch calls him as before, to the second", async () => {
    const club = await suite.club(2);
    const { id } = club.at(1, 1);
    const { calledAt } = (await club.admin.api.act(id, "call")).body.data;
    await club.admin.api.status(id, "En campo");
    expect((await club.admin.api.undo(id)).body.data).toMatchObject({ calledAt, position: 1 });
    await club.admin.api.act(id, "skip");
    expect((await club.admin.api.undo(id)).body.data).toMatchObject({ calledAt, position: 1 });
  });

  it("[C-21] who is skipped goes back as the rule says, and an undo puts him exactly where he stood", async () => {
    const club = await suite.club(4);
    const { id } = club.at(1, 1);
    const key = randomUUID();
    expect((await club.admin.api.act(id, "skip", {}, key)).body.data.position).toBe(2);
    expect(await queueOf(club)).toEqual(idsOf(club, 2, 1, 3, 4));
    await club.admin.api.status(club.at(1, 3).id, "En campo");
    await club.admin.api.undo(id, { opId: key });
    expect(await queueOf(club)).toEqual(idsOf(club, 1, 2, 4));
    await club.admin.api.changeRules({ skipTo: { places: 2 } });
    expect((await club.admin.api.act(id, "skip")).body.data.position).toBe(3);
    await club.admin.api.changeRules({ skipTo: "end" });
    expect((await club.admin.api.act(club.at(1, 2).id, "skip")).body.data.position).toBe(3);
    const { data } = (await club.admin.api.moves(id)).body;
    expect(data.map(({ kind, rule }) => [kind, rule])).toEqual([
      ["skipped", "places_back"],
      ["undone", "place_restored"],
      ["skipped", "places_back"],
    ]);
  });

  it("[C-21] who does not appear goes where the rule says, with the reason in his history", async () => {
    const club = await suite.club(3);
    const [first, second] = idsOf(club, 1, 2) as [string, string];
    const reply = await club.admin.api.act(first, "no-show", { reason: "no contestó" });
    expect(reply.body.data).toMatchObject({ status: "Disponible", position: 3 });
    expect((await club.admin.api.moves(first)).body.data[0]).toMatchObject({
      kind: "no_show",
      rule: "end_of_list",
      reason: "no contestó",
      from: { position: 1 },
      to: { position: 3 },
    });
    await club.admin.api.changeRules({ noShowTo: "absent" });
    expect((await club.admin.api.act(second, "no-show")).body.data).toMatchObject({
      status: "Ausente",
      position: null,
    });
    expect((await club.admin.api.moves(second)).body.data[0]).toMatchObject({ kind: "no_show" });
    await club.admin.api.undo(second);
    expect(await queueOf(club)).toEqual([second, ...idsOf(club, 3, 1)]);
  });

  it.each(NOBODY)("%s is refused for one who does not wait, and says how he stands", async (act) => {
    const club = await suite.club(2);
    const { id, name } = club.at(1, 1);
    await club.admin.api.status(id, "En campo");
    const { status, body } = await club.admin.api.act(id, act);
    expect([status, body.code, body.detail]).toEqual([409, "CADDIE_NOT_AVAILABLE", `${name} is En campo`]);
    const stale = await club.admin.api.act(club.at(1, 2).id, act, { expectedVersion: 7 });
    expect(stale.body.code).toBe("VERSION_CONFLICT");
    expect(await headsOf(suite.server, club.id)).toEqual({ "list-1": 1 });
  });

  it("[C-12] of many who skip, call and send one man at once each change finds what the one before it left", async () => {
    const club = await suite.club(5);
    const { id } = club.at(1, 1);
    const acts = ["call", "skip", "no-show", "call", "skip"];
    const replies = await Promise.all([
      ...acts.map((act) => club.admin.api.act(id, act)),
      club.admin.api.startTurn({ caddieId: id }),
      club.admin.api.startTurn({ caddieId: id }),
    ]);
    const sent = replies.slice(-2).map(({ status }) => status);
    expect(sent.toSorted()).toEqual([201, 409]);
    expect((await club.admin.api.caddie(id)).body.data).toMatchObject({ status: "En campo", calledAt: null });
    await expectWholeLog(suite.server, club.id);
  });
});
