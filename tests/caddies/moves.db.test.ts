import { expect, it } from "vitest";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase((suite) => {
  it("[C-22] the history says of every change who, when, from where to where, and why", async () => {
    const club = await suite.club(3, 1);
    const { id, name } = club.at(1, 2);
    const second = await club.addAdmin();
    await club.admin.api.status(id, "En campo");
    await second.api.status(id, "Disponible");
    await club.admin.api.update(id, { position: 1, reason: "pidió el socio" });
    await club.admin.api.update(id, { listNumber: 2 });
    await second.api.update(id, { name: "Álvaro" });
    await club.admin.api.undo(id);
    const { data } = (await club.admin.api.moves(id)).body;
    const told = data.map(({ kind, rule, reason, by, from, to }) => ({
      kind,
      rule,
      reason,
      by: by.id,
      from,
      to,
    }));
    const here = { name, listNumber: 1 };
    const there = { name, listNumber: 2, status: "Disponible", position: 2 };
    const [ana, german] = [club.admin.userId, second.userId];
    expect(told.reverse()).toEqual([
      {
        ...{ kind: "status", rule: "left_queue", reason: null, by: ana },
        from: { ...here, status: "Disponible", position: 2 },
        to: { ...here, status: "En campo", position: null },
      },
      {
        ...{ kind: "status", rule: "end_of_list", reason: null, by: german },
        from: { ...here, status: "En campo", position: null },
        to: { ...here, status: "Disponible", position: 3 },
      },
      {
        ...{ kind: "position", rule: "chosen_place", reason: "pidió el socio", by: ana },
        from: { ...here, status: "Disponible", position: 3 },
        to: { ...here, status: "Disponible", position: 1 },
      },
      {
        ...{ kind: "list", rule: "end_of_list", reason: null, by: ana },
        from: { ...here, status: "Disponible", position: 1 },
        to: there,
      },
      { kind: "edited", rule: null, reason: null, by: german, from: there, to: { ...there, name: "Álvaro" } },
      {
        ...{ kind: "undone", rule: "place_restored", reason: null, by: ana },
        from: { ...there, name: "Álvaro" },
        to: there,
      },
    ]);
    const times = data.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
    expect(data[0]?.by).toEqual({ id: club.admin.userId, name: club.admin.name });
  });

  it("[C-22] the whole list may read it, and no phone number stands in it", async () => {
    const club = await suite.club(2, 1);
    const { id, phoneNumber } = club.at(1, 1);
    await club.admin.api.update(id, { phoneNumber: "300 777", name: "Jairo" });
    const colleague = await (await club.as(club.at(1, 2))).api.moves(id);
    expect(colleague.body.data).toHaveLength(1);
    expect(JSON.stringify(colleague.body)).not.toContain("300 777");
    expect(JSON.stringify(colleague.body)).not.toContain(phoneNumber);
    expect((await (await club.as(club.at(2, 1))).api.moves(id)).status).toBe(404);
  });

  it("the beginning of a caddie is his first line", async () => {
    const club = await suite.club(1);
    const { id } = (await club.admin.api.add({ name: "Edwin", listNumber: 1 })).body.data;
    const { data } = (await club.admin.api.moves(id)).body;
    expect(data).toMatchObject([{ kind: "added", from: {}, to: { name: "Edwin", position: 2 } }]);
  });

  it("it is read page by page, the latest first", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    for (let n = 1; n <= 5; n++) await club.admin.api.update(id, { name: `Nombre ${n}` });
    const names: (string | undefined)[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = `?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = (await club.admin.api.moves(id, query)).body;
      expect(page.data.length).toBeLessThanOrEqual(2);
      names.push(...page.data.map(({ to }) => to.name));
      cursor = page.nextCursor;
    }
    expect(names).toEqual(["Nombre 5", "Nombre 4", "Nombre 3", "Nombre 2", "Nombre 1"]);
  });

  it("a removed caddie's history stays, for an undo and for the books", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    await club.admin.api.remove(id);
    expect((await club.admin.api.moves(id)).status).toBe(404);
    await club.admin.api.undo(id);
    const { data } = (await club.admin.api.moves(id)).body;
    expect(data.map(({ kind }) => kind)).toEqual(["undone", "removed"]);
  });
});
