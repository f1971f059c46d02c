import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { Envelope } from "@/lib/realtime/contract";
import type { TestClub } from "../harness/factories";
import type { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const CREATED = "2026-01-05T11:00:00.000Z";
const time = expect.stringMatching(TIME);

/** The envelope around these data, with nothing beside it. */
function enveloped(event: string, stream: string, seq: number, opId: string | undefined, data: object) {
  return {
    event,
    data,
    timestamp: time,
    id: expect.stringMatching(UUID),
    stream,
    epoch: expect.stringMatching(/^[A-Za-z0-9]+$/),
    seq,
    ...(opId !== undefined && { opId }),
  };
}

const authorOf = (club: TestClub) => ({ id: club.admin.userId, name: club.admin.name });

function expectOneMoment(envelope: Envelope) {
  expect((envelope.data as { timestamp: string }).timestamp).toBe(envelope.timestamp);
}

onEveryDatabase((suite) => {
  it("[C-07] [C-11] a status change arrives as caddie:status_changed, exactly", async () => {
    const club = await suite.club(3);
    const first = club.at(1, 1);
    const phone = await (await club.as(club.at(1, 2))).connect();
    const key = randomUUID();
    await club.admin.api.status(first.id, "En campo", key);
    const out = await phone.entry("list-1", 1);
    const { timestamp } = out;
    expect(out).toEqual(
      enveloped("caddie:status_changed", "list-1", 1, key, {
        caddieId: first.id,
        name: first.name,
        status: "En campo",
        listNumber: 1,
        timestamp,
        previousStatus: "Disponible",
        version: 2,
        position: null,
        since: timestamp,
        calledAt: null,
        turn: {
          id: expect.stringMatching(UUID),
          startedAt: timestamp,
          ...{ holes: null, groupId: null, requested: false, requestedBy: null, expectedBackAt: null },
        },
        recentTurns: [timestamp],
        by: authorOf(club),
      }),
    );
    expectOneMoment(out);

    await club.admin.api.status(first.id, "Disponible");
    const back = await phone.entry("list-1", 2);
    expect(back).toEqual(
      enveloped("caddie:status_changed", "list-1", 2, undefined, {
        caddieId: first.id,
        name: first.name,
        status: "Disponible",
        listNumber: 1,
        timestamp: back.timestamp,
        previousStatus: "En campo",
        version: 3,
        position: 3,
        since: back.timestamp,
        calledAt: null,
        turn: null,
        recentTurns: [timestamp],
        by: authorOf(club),
      }),
    );
    expect(back.epoch).toBe(out.epoch);
    expect(back.id).not.toBe(out.id);
  });

  it("[C-08] [C-11] a new caddie arrives as caddie:added, his phone number only among the admins", async () => {
    const club = await suite.club(1);
    const watcher = await (await club.as(club.at(1, 1))).connect();
    const master = await (await club.addAdmin()).connect();
    const { body } = await club.admin.api.add({ name: "Wilmar", phoneNumber: "+57 300 1", listNumber: 1 });
    const added = await watcher.entry("list-1", 1);
    const data = {
      caddieId: body.data.id,
      name: "Wilmar",
      listNumber: 1,
      status: "Disponible",
      createdAt: added.timestamp,
      updatedAt: added.timestamp,
      timestamp: added.timestamp,
      version: 1,
      position: 2,
      since: added.timestamp,
      calledAt: null,
      turn: null,
      recentTurns: [],
      by: authorOf(club),
    };
    expect(added).toEqual(enveloped("caddie:added", "list-1", 1, undefined, data));
    const private_ = await master.entry("admins", 1);
    expect(private_).toEqual(
      enveloped("caddie:added", "admins", 1, undefined, { ...data, phoneNumber: "+57 300 1" }),
    );
    expect(private_.id).not.toBe(added.id);
    expect((await master.entry("list-1", 1)).data).not.toHaveProperty("phoneNumber");
    await watcher.pulse();
    expect(watcher.heard).toHaveLength(1);
  });

  it("[C-09] [C-11] changed data arrive as caddie:updated: the list without, admins and himself with the number", async () => {
    const club = await suite.club(2);
    const subject = club.at(1, 1);
    const colleague = await (await club.as(club.at(1, 2))).connect();
    const himself = await (await club.as(subject)).connect();
    const master = await club.admin.connect();
    const key = randomUUID();
    await club.admin.api.update(
      subject.id,
      { name: "Óscar", phoneNumber: "300 555", reason: "corrección" },
      key,
    );
    const heard = await colleague.entry("list-1", 1);
    const caddie = {
      id: subject.id,
      name: "Óscar",
      listNumber: 1,
      status: "Disponible",
      position: 1,
      version: 2,
      createdAt: CREATED,
      updatedAt: heard.timestamp,
      since: CREATED,
      calledAt: null,
      turn: null,
      recentTurns: [],
    };
    const data = {
      caddieId: subject.id,
      updates: { name: "Óscar" },
      timestamp: heard.timestamp,
      version: 2,
      position: 1,
      listNumber: 1,
      previousListNumber: 1,
      caddie,
      reason: "corrección",
      by: authorOf(club),
    };
    expect(heard).toEqual(enveloped("caddie:updated", "list-1", 1, key, data));
    const full = { ...data, updates: { name: "Óscar", phoneNumber: "300 555" } };
    const atMaster = await master.entry("admins", 1);
    const atHimself = await himself.entry("user", 1);
    expect(atMaster).toEqual(enveloped("caddie:updated", "admins", 1, key, full));
    expect(atHimself).toEqual(enveloped("caddie:updated", "user", 1, key, full));
    expect(atHimself.id).toBe(atMaster.id);
    expect(atHimself.id).not.toBe(heard.id);
  });

  it("[C-09] a move between lists reaches both lists as one event", async () => {
    const club = await suite.club(2, 2, 1);
    const subject = club.at(1, 1);
    const phones: Phone[] = [];
    for (const list of [1, 2, 3])
      phones.push(await (await club.as(club.at(list, list < 3 ? 2 : 1))).connect());
    const [one, two, three] = phones as [Phone, Phone, Phone];
    await club.admin.api.update(subject.id, { listNumber: 2, position: 1 });
    const left = await one.entry("list-1", 1);
    const joined = await two.entry("list-2", 1);
    expect(joined).toEqual({ ...left, stream: "list-2" });
    expect(joined).toEqual(
      enveloped("caddie:updated", "list-2", 1, undefined, {
        caddieId: subject.id,
        updates: { listNumber: 2 },
        timestamp: joined.timestamp,
        version: 2,
        position: 1,
        listNumber: 2,
        previousListNumber: 1,
        caddie: {
          id: subject.id,
          name: subject.name,
          listNumber: 2,
          status: "Disponible",
          position: 1,
          version: 2,
          createdAt: CREATED,
          updatedAt: joined.timestamp,
          since: CREATED,
          calledAt: null,
          turn: null,
          recentTurns: [],
        },
        reason: null,
        by: authorOf(club),
      }),
    );
    await three.pulse();
    expect(three.heard).toEqual([]);
  });

  it("[C-10] [C-11] a removal arrives as caddie:deleted", async () => {
    const club = await suite.club(2);
    const subject = club.at(1, 1);
    const phone = await (await club.as(club.at(1, 2))).connect();
    const key = randomUUID();
    expect((await club.admin.api.remove(subject.id, key)).status).toBe(204);
    const heard = await phone.entry("list-1", 1);
    expect(heard).toEqual(
      enveloped("caddie:deleted", "list-1", 1, key, {
        caddieId: subject.id,
        name: subject.name,
        timestamp: heard.timestamp,
        listNumber: 1,
        version: 2,
        by: authorOf(club),
      }),
    );
  });

  it("[C-12] both doors send a caddie out with the same event", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await club.admin.api.startTurn({ caddieId: club.at(1, 2).id, holes: 18, notes: "cuarteto" });
    const one = await phone.entry("list-1", 1);
    const two = await phone.entry("list-1", 2);
    expect(two.event).toBe("caddie:status_changed");
    expect(Object.keys(two.data as object).sort()).toEqual(Object.keys(one.data as object).sort());
    expect(two.data).toMatchObject({ status: "En campo", turn: { holes: 18 } });
    expect(JSON.stringify(two)).not.toContain("cuarteto");
  });

  it("nothing is announced of a change that changes nothing or is refused", async () => {
    const club = await suite.club(2);
    const phone = await club.admin.connect();
    const { id } = club.at(1, 1);
    expect((await club.admin.api.status(id, "Disponible")).status).toBe(200);
    expect((await club.admin.api.update(id, { name: club.at(1, 1).name, position: 1 })).status).toBe(200);
    expect((await club.admin.api.update(id, { name: "X", expectedVersion: 9 })).status).toBe(409);
    expect((await club.admin.api.update(id, { listNumber: 8 })).status).toBe(422);
    expect((await club.admin.api.add({ name: "", listNumber: 1 })).status).toBe(422);
    expect((await (await club.as(club.at(1, 1))).api.status(id, "En campo")).status).toBe(403);
    await phone.pulse();
    expect(phone.heard).toEqual([]);
    expect((await club.admin.api.caddie(id)).body.data.version).toBe(1);
  });
});
