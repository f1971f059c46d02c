import { expect, it } from "vitest";
import { expectWholeLog, headsOf, logOf } from "../harness/log";
import { onEveryDatabase } from "../harness/suite";

const numbersOf = (lists: readonly { number: number }[]) => lists.map(({ number }) => number);

onEveryDatabase((suite) => {
  it("what the admin changes is told to everybody of the club once, with the author, and to no other club", async () => {
    const [club, other] = [await suite.club(2, 1), await suite.club(1)];
    const phone = await (await club.as(club.at(2, 1))).connect();
    const stranger = await other.admin.connect();
    const { status, body } = await club.admin.api.updateClub({
      name: "  Los Pinos ",
      timeZone: "America/Lima",
      language: "en",
      wallPrivacy: "initials",
      lists: [
        { number: 1, name: "Mañana" },
        { number: 2, name: "Lista 2" },
      ],
    });
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      id: club.id,
      name: "Los Pinos",
      timeZone: "America/Lima",
      language: "en",
      wallPrivacy: "initials",
      lists: [
        { number: 1, name: "Mañana" },
        { number: 2, name: "Lista 2" },
      ],
      formerLists: [],
      version: 2,
    });
    const heard = await phone.entry("org", 1);
    expect(heard).toMatchObject({
      event: "club:changed",
      data: { club: body.data, by: { id: club.admin.userId, name: "Ana Posada" } },
    });
    expect(body.cursors).toEqual({ org: { epoch: heard.epoch, seq: 1 } });
    const fresh = await phone.ask("stream:since", { stream: "org", epoch: heard.epoch, after: 0 });
    expect(fresh).toMatchObject({ ok: true, data: { seq: 1 } });
    await stranger.pulse();
    expect(stranger.heard).toEqual([]);
    expect((await other.admin.api.club()).body.data.name).not.toBe("Los Pinos");
    expect((await (await club.as(club.at(1, 1))).api.club()).body).toEqual({
      data: body.data,
      cursors: body.cursors,
    });
  });

  it("what holds already changes nothing and is not told, whatever version was expected", async () => {
    const club = await suite.club(1, 1);
    const { data } = (await club.admin.api.club()).body;
    const { name, timeZone, lists } = data;
    const reply = await club.admin.api.updateClub({ name, timeZone, lists, expectedVersion: 7 });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual(data);
    expect(await headsOf(suite.server, club.id)).toEqual({});
  });

  it("the club's words are told to everybody with the club; what one of them is not named stays", async () => {
    const club = await suite.club(1, 1);
    const phone = await (await club.as(club.at(1, 1))).connect();
    const first = { course: "campo", tee: "salida", house: "caseta", member: "socio" };
    expect((await club.admin.api.club()).body.data.words).toEqual(first);
    await club.admin.api.updateClub({ words: { course: "cancha" } });
    await club.admin.api.updateClub({ words: { member: "afiliado" } });
    expect((await phone.entry("org", 2)).data).toMatchObject({
      club: { words: { ...first, course: "cancha", member: "afiliado" }, version: 3 },
    });
    await club.admin.api.updateClub({ words: { course: "cancha", member: "afiliado" } });
    expect(await headsOf(suite.server, club.id)).toEqual({ org: 2 });
    const refused = await club.admin.api.updateClub({ words: { course: "talega" } } as object);
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ path: "words.course" }]]);
  });

  it("[I10] of many who start from one version one succeeds, and the others see his state", async () => {
    const club = await suite.club(1);
    const admins = [club.admin, await club.addAdmin(), await club.addAdmin()];
    const replies = await Promise.all(
      [...Array(12).keys()].map((n) =>
        (admins[n % 3] ?? club.admin).api.updateClub({ name: `Nombre ${n}`, expectedVersion: 1 }),
      ),
    );
    const won = replies.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    for (const { status, body } of replies) {
      if (status === 200) continue;
      expect([status, body.code]).toEqual([409, "VERSION_CONFLICT"]);
      expect(body.current).toEqual(won[0]?.body.data);
    }
    expect(await headsOf(suite.server, club.id)).toEqual({ org: 1 });
  });

  it("two admins who change different things without a version both succeed", async () => {
    const club = await suite.club(1);
    const colleague = await club.addAdmin();
    await Promise.all([
      club.admin.api.updateClub({ name: "Los Pinos" }),
      colleague.api.updateClub({ wallPrivacy: "numbers" }),
    ]);
    const { data } = (await club.admin.api.club()).body;
    expect(data).toMatchObject({ name: "Los Pinos", wallPrivacy: "numbers", version: 3 });
  });

  it("[C-05] a new list is every admin's at once, on his open page, and a caddie can be put into it", async () => {
    const club = await suite.club(1);
    const desk = await (await club.addAdmin()).connect();
    const phone = await (await club.as(club.at(1, 1))).connect();
    const lists = [{ number: 1, name: "Lista 1" }, { name: "Damas" }];
    expect(numbersOf((await club.admin.api.updateClub({ lists })).body.data.lists)).toEqual([1, 2]);
    expect(await desk.signal("access:changed")).toEqual({ lists: [1, 2], role: "ADMIN" });
    const { data: caddie } = (await club.admin.api.add({ name: "Elkin", listNumber: 2 })).body;
    expect((await desk.entry("list-2", 1)).data).toMatchObject({ caddieId: caddie.id });
    await phone.pulse();
    expect(phone.signals.filter(({ event }) => event === "access:changed")).toEqual([]);
    expect(phone.on("list-2")).toEqual([]);
  });

  it("[C-05] a list in which somebody stands stays; empty, it goes, and its number is never given again", async () => {
    const club = await suite.club(2, 1, 0);
    const desk = await club.admin.connect();
    const keep = (...numbers: number[]) => numbers.map((number) => ({ number, name: `Lista ${number}` }));
    const refused = await club.admin.api.updateClub({ name: "Otro", lists: keep(1, 3) });
    expect([refused.status, refused.body.code, refused.body.listNumber]).toEqual([409, "LIST_NOT_EMPTY", 2]);
    expect((await club.admin.api.club()).body.data.version).toBe(1);

    await club.admin.api.update(club.at(2, 1).id, { listNumber: 1 });
    const gone = await club.admin.api.updateClub({ lists: keep(1, 3) });
    expect(gone.body.data).toMatchObject({ formerLists: [{ number: 2, name: "Lista 2" }] });
    expect(await desk.signal("access:changed")).toEqual({ lists: [1, 3], role: "ADMIN" });
    expect((await club.admin.api.board(2)).status).toBe(404);
    expect((await club.admin.api.add({ name: "Elkin", listNumber: 2 })).status).toBe(422);
    expect((await club.admin.api.update(club.at(1, 1).id, { listNumber: 2 })).status).toBe(422);
    expect((await club.admin.api.undo(club.at(2, 1).id)).status).toBe(422);
    expect((await club.admin.api.moves(club.at(2, 1).id)).body.data[0]).toMatchObject({
      from: { listNumber: 2 },
    });

    const again = await club.admin.api.updateClub({ lists: [...keep(1, 3), { name: "Lista 2" }] });
    expect(numbersOf(again.body.data.lists)).toEqual([1, 3, 4]);
    const back = await club.admin.api.updateClub({ lists: keep(1, 2, 3) });
    expect(back.body.errors).toEqual([{ path: "lists.1.number", message: "is not a list of this club" }]);
    await expectWholeLog(suite.server, club.id);
  });

  it("a list is removed or gets a caddie, never both, however close the two come", async () => {
    for (let round = 0; round < 8; round++) {
      const club = await suite.club(1, 0);
      const [removed, added] = await Promise.all([
        club.admin.api.updateClub({ lists: [{ number: 1, name: "Lista 1" }] }),
        club.admin.api.add({ name: "Elkin", listNumber: 2 }),
      ]);
      expect([
        [200, 422],
        [409, 201],
      ]).toContainEqual([removed.status, added.status]);
      const { data } = (await club.admin.api.club()).body;
      expect(numbersOf(data.lists)).toEqual(added.status === 201 ? [1, 2] : [1]);
    }
  });

  it("what is wrong is told by its field, and the answer to a repeated key is the first one", async () => {
    const club = await suite.club(1);
    const { api } = club.admin;
    const paths = async (body: object) => (await api.updateClub(body)).body.errors?.map(({ path }) => path);
    expect(
      await paths({ name: " ", timeZone: "America/Nowhere", language: "fr", wallPrivacy: "all" }),
    ).toEqual(["name", "timeZone", "language", "wallPrivacy"]);
    expect(await paths({ lists: [] })).toEqual(["lists"]);
    expect(await paths({ lists: Array.from({ length: 10 }, (_, n) => ({ name: `${n}` })) })).toEqual([
      "lists",
    ]);
    expect(
      await paths({
        lists: [
          { number: 1, name: "a" },
          { number: 1, name: "b" },
        ],
      }),
    ).toEqual(["lists.1.number"]);
    const first = await api.updateClub({ lists: [{ number: 1, name: "a" }, { name: "b" }] }, "one-key");
    const second = await api.updateClub({ lists: [{ number: 1, name: "a" }, { name: "b" }] }, "one-key");
    expect(second.body).toEqual(first.body);
    expect((await logOf(suite.server, club.id)).filter(({ stream }) => stream === "org")).toHaveLength(1);
  });
});
