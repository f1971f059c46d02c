import { expect, it } from "vitest";
import type { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  it("[C-03] I7: a busy day reaches each list and each club alone, and no number where it may not", async () => {
    const [club, other] = [await suite.club(3, 3), await suite.club(3, 3)];
    const listeners: Record<string, Phone> = {
      "list-1": await (await club.as(club.at(1, 3))).connect(),
      "list-2": await (await club.as(club.at(2, 3))).connect(),
    };
    const master = await club.admin.connect();
    const strangers = [await other.admin.connect(), await (await other.as(other.at(1, 1))).connect()];
    const { api } = club.admin;
    const secret = "+57 311 999 0000";
    await api.status(club.at(1, 1).id, "En campo");
    await api.status(club.at(2, 1).id, "Ausente");
    await api.startTurn({ caddieId: club.at(2, 2).id, holes: 9 });
    const { id } = (await api.add({ name: "Elkin", phoneNumber: secret, listNumber: 1 })).body.data;
    await api.update(id, { name: "Elkin R." });
    await api.update(id, { listNumber: 2 });
    await api.update(club.at(1, 2).id, { phoneNumber: secret });
    await api.remove(club.at(1, 2).id);
    await api.undo(club.at(1, 2).id);
    const { cursors } = (await api.board()).body;
    await master.reach(cursors);
    for (const [stream, phone] of Object.entries(listeners)) {
      const cursor = cursors[stream];
      if (cursor) await phone.reach({ [stream]: cursor });
      await phone.pulse();
      expect(new Set(phone.heard.map((entry) => entry.stream))).toEqual(new Set([stream]));
      expect(phone.heard).toHaveLength(cursor?.seq ?? 0);
      const told = JSON.stringify(phone.heard);
      expect(told).not.toContain(secret);
      expect(told).not.toContain("phoneNumber");
      for (const caddie of club.caddies) expect(told).not.toContain(caddie.phoneNumber);
    }
    for (const stranger of strangers) {
      await stranger.pulse();
      expect(stranger.heard).toEqual([]);
    }
    expect(JSON.stringify(master.on("admins"))).toContain(secret);
  });

  it("[C-03] streams of the same name in two clubs count on their own", async () => {
    const [club, other] = [await suite.club(2), await suite.club(2)];
    const [mine, theirs] = [await club.admin.connect(), await other.admin.connect()];
    for (let n = 0; n < 3; n++) await club.admin.api.update(club.at(1, 1).id, { name: `Nombre ${n}` });
    await other.admin.api.status(other.at(1, 1).id, "Ausente");
    await mine.entry("list-1", 3);
    expect((await theirs.entry("list-1", 1)).data).toMatchObject({ caddieId: other.at(1, 1).id });
    expect(mine.on("list-1").map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("[C-03] a caddie of no list hears only himself and his club", async () => {
    const club = await suite.club(2);
    await club.admin.api.remove(club.at(1, 1).id);
    const phone = await (await club.as(club.at(1, 1))).connect();
    expect(Object.keys((await phone.ready()).streams).sort()).toEqual(["org", "user"]);
    await club.admin.api.status(club.at(1, 2).id, "Ausente");
    await phone.pulse();
    expect(phone.heard).toEqual([]);
  });
});
