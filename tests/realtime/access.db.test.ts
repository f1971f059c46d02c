import { expect, it, vi } from "vitest";
import { signIn, type TestClub } from "../harness/factories";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

/** Something that everybody of this list hears. */
const stir = (club: TestClub, listNumber: number, place = 2) =>
  club.admin.api.update(club.at(listNumber, place).id, { name: `Nombre ${Math.random()}` });
const accessChanges = (phone: Phone) => phone.signals.filter(({ event }) => event === "access:changed");

onEveryDatabase((suite) => {
  it("[C-05] who is moved to another list hears it from then on, and his old one no more", async () => {
    const club = await suite.club(2, 2);
    const phone = await (await club.as(club.at(1, 1))).connect();
    const colleague = await (await club.as(club.at(1, 2))).connect();
    await club.admin.api.update(club.at(1, 1).id, { listNumber: 2 });
    expect(await phone.signal("access:changed")).toEqual({ lists: [2], role: "CADDIE" });
    await stir(club, 1);
    await stir(club, 2);
    const { seq } = (await club.admin.api.board()).body.cursors["list-2"] ?? { seq: 0 };
    await phone.entry("list-2", seq);
    await colleague.entry("list-1", 2);
    await phone.pulse();
    // Of his old list he heard at most how he left it.
    expect(phone.on("list-1").every((entry) => entry.seq === 1)).toBe(true);
    expect(await phone.ask("stream:since", { stream: "list-1", epoch: "x", after: 0 })).toMatchObject({
      error: { code: "FORBIDDEN" },
    });
    expect(accessChanges(colleague)).toEqual([]);
    expect(colleague.on("list-2")).toEqual([]);
  });

  it("[C-05] all his devices change, and none is cut off", async () => {
    const club = await suite.club(2, 2);
    const phones = await Promise.all([1, 2, 3].map(async () => (await club.as(club.at(1, 1))).connect()));
    await club.admin.api.update(club.at(1, 1).id, { listNumber: 2 });
    for (const phone of phones) {
      await phone.signal("access:changed");
      expect(phone.ended).toBeNull();
    }
    await stir(club, 2);
    for (const phone of phones) await phone.entry("list-2", 2);
  });

  it("[C-05] who is removed hears no list any more, and an undo gives it back", async () => {
    const club = await suite.club(2);
    const phone = await (await club.as(club.at(1, 1))).connect();
    await club.admin.api.remove(club.at(1, 1).id);
    expect(await phone.signal("access:changed")).toEqual({ lists: [], role: "CADDIE" });
    const heard = phone.on("list-1").length;
    await stir(club, 1);
    await phone.pulse();
    expect(phone.on("list-1")).toHaveLength(heard);
    await club.admin.api.undo(club.at(1, 1).id);
    await stir(club, 1);
    await phone.entry("list-1", 4);
    expect(phone.last("access:changed")).toEqual({ lists: [1], role: "CADDIE" });
    expect(phone.ended).toBeNull();
  });

  it("[C-05] an undone move gives him back his first list", async () => {
    const club = await suite.club(2, 2);
    const phone = await (await club.as(club.at(1, 1))).connect();
    await club.admin.api.update(club.at(1, 1).id, { listNumber: 2 });
    await phone.signal("access:changed");
    await club.admin.api.undo(club.at(1, 1).id);
    await stir(club, 1);
    await phone.entry("list-1", 3);
    await stir(club, 2);
    await phone.pulse();
    expect(phone.last("access:changed")).toEqual({ lists: [1], role: "CADDIE" });
    const { seq } = (await club.admin.api.board()).body.cursors["list-2"] ?? { seq: 0 };
    expect(phone.on("list-2").some((entry) => entry.seq === seq)).toBe(false);
  });

  it("[C-05] I7: whoever connects in the very moment of the change ends where he belongs", async () => {
    const club = await suite.club(2, 2);
    const { id } = club.at(1, 1);
    const person = await club.as(club.at(1, 1));
    for (let round = 0; round < 6; round++) {
      const target = round % 2 ? 1 : 2;
      const moved = club.admin.api.update(id, { listNumber: target });
      const phone = await person.connect();
      await moved;
      await stir(club, target);
      const { cursors } = (await club.admin.api.board()).body;
      await phone.entry(`list-${target}`, cursors[`list-${target}`]?.seq ?? 0);
      await stir(club, 3 - target);
      await phone.pulse();
      const theirs = (await club.admin.api.board()).body.cursors[`list-${3 - target}`]?.seq;
      expect(phone.on(`list-${3 - target}`).some(({ seq }) => seq === theirs)).toBe(false);
      phone.close();
    }
  });

  it("I7: signing out ends the session's live sockets within a second, and no others", async () => {
    const club = await suite.club(1);
    const person = await club.as(club.at(1, 1));
    const [one, two] = [await person.connect(), await person.connect()];
    const tablet = await (await club.as(club.at(1, 1))).connect();
    const begun = performance.now();
    await person.api.request("POST", "/api/auth/sign-out");
    for (const phone of [one, two]) {
      expect(await phone.end()).toBe("io server disconnect");
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
    }
    expect(performance.now() - begun).toBeLessThan(1000);
    await tablet.pulse();
    expect(tablet.ended).toBeNull();
    expect(accessChanges(tablet)).toEqual([]);
    const again = new Phone(suite.server.url, { auth: { token: person.token } });
    expect(await again.refused()).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("I7: signing out everywhere ends all of the user's sockets, and nobody else's", async () => {
    const club = await suite.club(2);
    const people = [await club.as(club.at(1, 1)), await club.as(club.at(1, 1))];
    const phones = await Promise.all(people.map((person) => person.connect()));
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const begun = performance.now();
    await people[0]?.api.request("POST", "/api/auth/sign-out-everywhere");
    for (const phone of phones) {
      await phone.end();
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
    }
    expect(performance.now() - begun).toBeLessThan(1000);
    await colleague.pulse();
    expect(colleague.ended).toBeNull();
  });

  it("[C-04] a session that runs out ends its live socket", async () => {
    const club = await suite.club(1);
    const person = await signIn(suite.server, club.at(1, 1).account, 1000);
    const phone = await person.connect();
    expect(await phone.end()).toBe("io server disconnect");
    expect(phone.last("session:expired")).toEqual({ reason: "expired" });
    const again = new Phone(suite.server.url, { auth: { token: person.token } });
    expect(await again.refused()).toMatchObject({ code: "TOKEN_EXPIRED" });
    expect((await person.api.board()).status).toBe(401);
  });

  it("[C-04] a session that is longer than a timer can wait is not ended by its timer", async () => {
    const club = await suite.club(1);
    const longest = 2 ** 31 - 1;
    const timers = vi.spyOn(globalThis, "setTimeout");
    const phone = await club.admin.connect();
    const waits = () => timers.mock.calls.filter(([, wait]) => wait === longest);
    const [task] = waits()[0] ?? [];
    task?.();
    await phone.pulse();
    expect(phone.ended).toBeNull();
    expect(waits()).toHaveLength(2);
  });
});
