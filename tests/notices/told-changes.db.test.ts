import { expect, it } from "vitest";
import type { NoticesPage } from "@/lib/notices/contract";
import { createClub, type TestCaddie, type TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  const open = () => createClub(suite.server, { sizes: [4, 2], tells: true });
  /** What somebody was told, the latest first; how near he is left out. */
  const toldTo = async (club: TestClub, caddie: TestCaddie) => {
    const { api } = await club.as(caddie);
    const { data } = (await api.request<NoticesPage>("GET", "/api/notifications")).body;
    return data.filter(({ kind }) => kind !== "near" && kind !== "next");
  };

  it("[R-06] whom the master moves hears from where to where, by whom and why; the others hear nothing", async () => {
    const club = await open();
    const moved = club.at(1, 4);
    await club.admin.api.update(moved.id, { position: 2, reason: "turno perdido" });
    await club.admin.api.update(moved.id, { listNumber: 2 });
    await club.admin.api.update(moved.id, { name: "Nelson", phoneNumber: "300 1234" });
    await club.admin.api.update(moved.id, { position: 3 });
    const by = "Ana Posada";
    expect((await toldTo(club, moved)).map(({ kind, data }) => [kind, data])).toEqual([
      [
        "list_changed",
        { from: { listNumber: 1, position: 2 }, to: { listNumber: 2, position: 3 }, reason: null, by },
      ],
      [
        "list_changed",
        {
          from: { listNumber: 1, position: 4 },
          to: { listNumber: 1, position: 2 },
          reason: "turno perdido",
          by,
        },
      ],
    ]);
    for (const other of [club.at(1, 2), club.at(2, 1)]) expect(await toldTo(club, other)).toEqual([]);
  });

  it("[R-06] whose turn is corrected hears of it once; the end of a turn is no correction", async () => {
    const club = await open();
    const caddie = club.at(1, 1);
    const { data: turn } = (await club.admin.api.startTurn({ caddieId: caddie.id, holes: 9 })).body;
    await club.admin.api.updateTurn(turn.id, { status: "finished" });
    expect(await toldTo(club, caddie)).toEqual([]);
    await club.admin.api.updateTurn(turn.id, { holes: 18, notes: "dos bolsas" });
    await club.admin.api.updateTurn(turn.id, { holes: 18 });
    expect((await toldTo(club, caddie)).map(({ kind, data }) => [kind, data])).toEqual([
      [
        "turn_corrected",
        {
          turnId: turn.id,
          caddieId: caddie.id,
          startedAt: turn.startedAt,
          fields: ["holes", "notes"],
          by: "Ana Posada",
        },
      ],
    ]);
  });

  it("a change that is refused tells nobody, and nobody is told what he did himself", async () => {
    const club = await open();
    const [caddie, foreign] = [club.at(1, 1), await open()];
    expect((await club.admin.api.update(caddie.id, { position: 3, expectedVersion: 7 })).status).toBe(409);
    expect((await foreign.admin.api.update(caddie.id, { position: 3 })).status).toBe(404);
    expect(await toldTo(club, caddie)).toEqual([]);
    await club.admin.api.updateUser(caddie.account.userId, { role: "ADMIN" });
    await (await club.as(caddie)).api.update(caddie.id, { position: 3 });
    expect(await toldTo(club, caddie)).toEqual([]);
    const { data: turn } = (await club.admin.api.startTurn({ caddieId: club.at(1, 2).id })).body;
    expect((await foreign.admin.api.updateTurn(turn.id, { holes: 9 })).status).toBe(404);
  });
});
