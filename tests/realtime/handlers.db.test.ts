import { expect, it } from "vitest";
import type { AckError, Since } from "@/lib/realtime/contract";
import { onEveryDatabase } from "../harness/suite";
import { RawSocket } from "../harness/upgrade";

onEveryDatabase((suite) => {
  it("[C-17] stream:since gives what a cursor misses, and reset where only a snapshot helps", async () => {
    const club = await suite.club(2);
    const phone = await (await club.as(club.at(1, 2))).connect();
    for (const name of ["A", "B", "C"]) await club.admin.api.update(club.at(1, 1).id, { name });
    const third = await phone.entry("list-1", 3);
    const { epoch } = third;
    const since = (after: number, era = epoch) =>
      phone.ask<Since>("stream:since", { stream: "list-1", epoch: era, after });
    expect(await since(1)).toEqual({
      ok: true,
      data: { events: phone.on("list-1").slice(1), epoch, seq: 3 },
    });
    expect(await since(3)).toEqual({ ok: true, data: { events: [], epoch, seq: 3 } });
    expect(await since(4)).toEqual({ ok: true, data: { reset: true } });
    expect(await since(0, "older")).toEqual({ ok: true, data: { reset: true } });
  });

  it("[C-03] no stream of others can be asked for, joined or left", async () => {
    const club = await suite.club(1, 1);
    const other = club.at(2, 1).account.userId;
    const phone = await (await club.as(club.at(1, 1))).connect();
    for (const stream of ["list-2", "list-9", "admins", "control", `user:${other}`, `org:${club.id}`]) {
      for (const ack of [
        await phone.ask("stream:since", { stream, epoch: "x", after: 0 }),
        await phone.ask("stream:join", { stream }),
        await phone.ask("stream:leave", { stream }),
      ]) {
        expect(ack, stream).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
      }
    }
    await club.admin.api.status(club.at(2, 1).id, "Ausente");
    await phone.pulse();
    expect(phone.heard).toEqual([]);
  });

  it("[R-01] a stream can be left and joined again from where one left it", async () => {
    const club = await suite.club(2);
    const phone = await (await club.as(club.at(1, 2))).connect();
    const rename = (name: string) => club.admin.api.update(club.at(1, 1).id, { name });
    await rename("A");
    const { epoch } = await phone.entry("list-1", 1);
    expect(await phone.ask("stream:leave", { stream: "list-1" })).toEqual({ ok: true, data: {} });
    await rename("B");
    await phone.pulse();
    expect(phone.on("list-1")).toHaveLength(1);
    const joined = await phone.ask("stream:join", { stream: "list-1", epoch, after: 1 });
    expect(joined).toEqual({ ok: true, data: { epoch, seq: 2, replayed: 1 } });
    await rename("C");
    await phone.entry("list-1", 3);
    expect(phone.on("list-1").map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("[R-02] passing signals are answered, with or without a payload", async () => {
    const phone = await (await suite.club(1)).admin.connect();
    for (const event of ["ping:rtt", "user:active"]) {
      for (const payload of [[{}], [], [null], [undefined]]) {
        expect(await phone.ask(event, ...payload)).toEqual({ ok: true, data: {} });
      }
    }
  });

  it("[R-02] an unknown event gets a clear error", async () => {
    const phone = await (await suite.club(1)).admin.connect();
    for (const event of [
      "caddie:status_changed",
      "nothing",
      "toString",
      "__proto__",
      "error",
      "x".repeat(500),
    ]) {
      const ack = await phone.ask(event, {});
      expect(ack).toEqual({
        ok: false,
        error: { code: "UNKNOWN_EVENT", message: `there is no event ${event.slice(0, 80)}` },
      });
    }
  });

  it("[R-02] an invalid payload names its fields", async () => {
    const phone = await (await suite.club(1)).admin.connect();
    const fields = async (payload: unknown) => {
      const ack = await phone.ask("stream:since", payload);
      expect(ack).toMatchObject({ ok: false, error: { code: "INVALID" } });
      return ack.ok ? [] : (ack.error.errors ?? []).map(({ path }) => path);
    };
    expect(await fields({ stream: "LIST 1", epoch: "x", after: 0 })).toEqual(["stream"]);
    expect(await fields({ stream: "list-1", epoch: "", after: -1 })).toEqual(["epoch", "after"]);
    expect(await fields({ stream: "list-1", epoch: "x", after: 0, more: 1 })).toEqual(["more"]);
    const trap = { stream: { length: { toString: 1, valueOf: 1 } } };
    for (const payload of [undefined, null, 7, "list-1", [], trap])
      expect(await fields(payload)).toEqual([""]);
    expect(await phone.ask("user:active", { at: "now" })).toMatchObject({ error: { code: "INVALID" } });
  });

  it("[R-02] without an ack the error comes as an error event", async () => {
    const phone = await (await suite.club(1)).admin.connect();
    phone.socket.emit("nothing", {});
    expect(await phone.signal<AckError>("error")).toMatchObject({ code: "UNKNOWN_EVENT" });
    phone.socket.emit("stream:since", "list-1");
    await phone.pulse();
    expect(phone.last<AckError>("error")).toMatchObject({ code: "INVALID" });
  });

  it("[R-02] frames that no client sends harm nobody else, and the server lives", async () => {
    const club = await suite.club(2);
    const witness = await club.admin.connect();
    const frames = [
      '42["error"]',
      '42["disconnect"]',
      '42["newListener",1]',
      "42[]",
      "42{}",
      "42[1,2]",
      '42[null,{"a":1}]',
      "420[",
      "42",
      '43["x"]',
      '439007199254740993["x"]',
      "44",
      "9",
      '451-["stream:since",{"_placeholder":true,"num":0}]',
      '451-["stream:since",{"_placeholder":true,"num":7}]',
      '42["ping:rtt",{"__proto__":{"polluted":1}}]',
      "\u0000",
      "2probe",
    ];
    for (const [n, frame] of frames.entries()) {
      const person = n % 2 ? await club.as(club.at(1, 1)) : await club.as(club.at(1, 2));
      const raw = new RawSocket(suite.server.url);
      await raw.connect(person.token);
      raw.ws.send(frame);
      raw.ws.send(Buffer.from([1, 2, 3]));
      raw.ws.close();
      await raw.end();
    }
    expect({}).not.toHaveProperty("polluted");
    await club.admin.api.status(club.at(1, 1).id, "Ausente");
    await witness.entry("list-1", 1);
    expect(witness.ended).toBeNull();
  });

  it("[R-03] a message above 10 KB ends its connection, one below does not", async () => {
    const club = await suite.club(1);
    const phone = await club.admin.connect();
    const other = await club.admin.connect();
    expect(await phone.ask("nothing", "x".repeat(9_000))).toMatchObject({ error: { code: "UNKNOWN_EVENT" } });
    phone.socket.emit("nothing", "x".repeat(10_300));
    expect(await phone.end()).toMatch(/transport/);
    await other.pulse();
    expect(other.ended).toBeNull();
  });
});
