import { io } from "socket.io-client";
import { expect, it } from "vitest";
import { clientEvents } from "@/lib/realtime/contract";
import { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { until } from "../harness/until";
import { shows, Television } from "../harness/wall";

const textsOf = (shown: { text: string }[] | undefined) => shown?.map(({ text }) => text);

onEveryDatabase((suite) => {
  it("[C-13] [C-02] what the master does is on the screen by itself, whole each time", async () => {
    const club = await suite.club(3, 1);
    const { phone } = await Television.live(suite.server, club.admin);
    await shows(phone, "the queue", ({ lists }) => lists[0]?.waiting === 3);
    await club.admin.api.startTurn({ caddieId: club.at(1, 1).id });
    const state = await shows(phone, "the called one", ({ lists }) => lists[0]?.now.length === 1);
    expect(textsOf(state.lists[0]?.now)).toEqual(["Caddie 1.1"]);
    expect(textsOf(state.lists[0]?.next)).toEqual(["Caddie 1.2", "Caddie 1.3"]);
    expect(textsOf(state.lists[0]?.out)).toEqual(["Caddie 1."]);
    expect(state.lists[1]?.waiting).toBe(1);
    await club.admin.api.undo(club.at(1, 1).id);
    await until(() => phone.last<typeof state>("wall:state")?.lists[0]?.now.length === 0, "the undo");
  });

  it("whom the master calls stands on the screen until he goes; where calls come first, going is no call", async () => {
    const club = await suite.club(3);
    await club.admin.api.request("PUT", "/api/lists/1/rules", { body: { callsFirst: true } });
    const { phone } = await Television.live(suite.server, club.admin);
    const { id } = club.at(1, 1);
    const reply = await club.admin.api.request("POST", `/api/caddies/${id}/call`);
    expect(reply.status).toBe(200);
    const state = await shows(phone, "the call", ({ lists }) => lists[0]?.now[0]?.gone === false);
    expect(textsOf(state.lists[0]?.next)).toEqual(["Caddie 1.2", "Caddie 1.3"]);
    await club.admin.api.startTurn({ caddieId: id });
    await until(() => {
      const list = phone.last<typeof state>("wall:state")?.lists[0];
      return list?.now.length === 0 && list.out.length === 1;
    }, "his going");
  });

  it("[I7] a screen without names never hears one, whatever happens", async () => {
    const club = await suite.club(2, 1);
    await club.admin.api.updateClub({ wallPrivacy: "numbers" });
    const { phone } = await Television.live(suite.server, club.admin);
    await club.admin.api.startTurn({ caddieId: club.at(1, 1).id });
    await club.admin.api.update(club.at(1, 2).id, { name: "Zoila Rosa", phoneNumber: "+57 311 999 0000" });
    await club.admin.api.update(club.at(1, 2).id, { listNumber: 2 });
    await club.admin.api.add({ name: "Elkin Toro", phoneNumber: "+57 311 999 0001", listNumber: 2 });
    await shows(phone, "the move", ({ lists }) => lists[1]?.waiting === 3);
    const told = JSON.stringify(phone.signals);
    for (const name of ["Caddie", "Zoila", "Rosa", "Elkin", "Toro", "+57", "phoneNumber", "Ana"])
      expect(told).not.toContain(name);
    for (const { id, account } of club.caddies) {
      expect(told).not.toContain(id);
      expect(told).not.toContain(account.userId);
    }
    expect(phone.heard).toEqual([]);
  });

  it("[C-05] a revoked screen is told and put out, and hears nothing more; the one beside it shows on", async () => {
    const club = await suite.club(2);
    const { phone: gone, wallId, television } = await Television.live(suite.server, club.admin);
    const { phone: stays } = await Television.live(suite.server, club.admin, { name: "Bar" });
    await club.admin.api.revokeWall(wallId);
    expect(await gone.end()).toBe("io server disconnect");
    expect(gone.signals.at(-1)).toEqual({ event: "session:expired", payload: { reason: "revoked" } });
    const heard = gone.signals.length;
    await club.admin.api.startTurn({ caddieId: club.at(1, 1).id });
    await shows(stays, "the call", ({ lists }) => lists[0]?.now.length === 1);
    expect(gone.signals).toHaveLength(heard);
    expect(await television.connect().refused()).toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("a screen that another device becomes is put out as well", async () => {
    const club = await suite.club(1);
    const { phone, wallId } = await Television.live(suite.server, club.admin);
    const { code } = (await club.admin.api.newWallCode(wallId)).body.data;
    await phone.pulse();
    expect(phone.ended).toBeNull();
    await new Television(suite.server).type(code);
    expect(await phone.end()).toBe("io server disconnect");
  });

  it("club settings, list names and what the screen shows act at once, and a new list is followed", async () => {
    const club = await suite.club(1, 1);
    const { phone, wallId } = await Television.live(suite.server, club.admin);
    await club.admin.api.updateClub({ name: "Los Pinos", language: "en", wallPrivacy: "initials" });
    await shows(phone, "the settings", ({ club: { name, language }, lists }) =>
      Boolean(name === "Los Pinos" && language === "en" && lists[0]?.next[0]?.text.startsWith("C. ")),
    );
    const lists = [{ number: 1, name: "Mañana" }, { number: 2, name: "Tarde" }, { name: "Damas" }];
    await club.admin.api.updateClub({ lists });
    await shows(phone, "the list", (state) => state.lists[2]?.name === "Damas");
    await club.admin.api.add({ name: "Zoila Rosa", listNumber: 3 });
    await shows(phone, "somebody in it", (state) => state.lists[2]?.next[0]?.text === "Z. R.");
    await club.admin.api.updateWall(wallId, { name: "Bar", lists: [3] });
    await shows(phone, "its own lists", (state) => state.name === "Bar" && state.lists.length === 1);
  });

  it("[R-07] what the club announces is on its screens, to a list on those of that list, until it is withdrawn", async () => {
    const club = await suite.club(1, 1);
    const { phone } = await Television.live(suite.server, club.admin, { lists: [1] });
    const { phone: other } = await Television.live(suite.server, club.admin, { lists: [2] });
    const announce = async (body: object) => {
      const path = "/api/announcements";
      const reply = await club.admin.api.request<{ data: { id: string } }>("POST", path, { body });
      return reply.body.data.id;
    };
    await announce({ message: "Mañana torneo" });
    const id = await announce({ message: "Lista 1: a las 5:45", type: "urgent", listNumber: 1 });
    const state = await shows(phone, "both", ({ announcements }) => announcements.length === 2);
    expect(state.announcements).toMatchObject([
      { text: "Lista 1: a las 5:45", urgent: true, listNumber: 1 },
      { text: "Mañana torneo", urgent: false, listNumber: null },
    ]);
    await shows(other, "the club's", ({ announcements }) => announcements.length === 1);
    await club.admin.api.request("DELETE", `/api/announcements/${id}`);
    const last = () => phone.last<typeof state>("wall:state")?.announcements.map(({ text }) => text);
    await until(() => String(last()) === "Mañana torneo", "the withdrawal");
    expect(JSON.stringify(other.signals)).not.toContain("5:45");
  });

  it("a screen may ask for nothing but an echo", async () => {
    const club = await suite.club(1);
    const { phone } = await Television.live(suite.server, club.admin);
    const payloads: Partial<Record<string, object>> = {
      "stream:since": { stream: "list-1", epoch: "x", after: 0 },
      "stream:join": { stream: "list-1" },
      "presence:join": { resource: "club" },
    };
    for (const event of [...Object.keys(clientEvents), "wall:state", "nonsense"]) {
      const ack = await phone.ask(event, payloads[event] ?? {});
      if (event === "ping:rtt") expect(ack).toEqual({ ok: true, data: {} });
      else expect(ack, event).toMatchObject({ ok: false, error: { code: "FORBIDDEN" } });
    }
    const { io: server } = suite.server.realtime;
    expect([...server.of("/wall").adapter.rooms.keys()]).toEqual([phone.socket.id]);
    expect(server.sockets.sockets.size).toBe(0);
    for (let n = 0; n < 120; n++) phone.socket.emit("nonsense");
    await phone.end();
  });

  it("[C-04] a screen's cookie opens no person's connection, and a person's opens no screen", async () => {
    const club = await suite.club(1);
    const { television } = await Television.paired(suite.server, club.admin);
    const { url } = suite.server;
    const asPerson = new Phone(url, { headers: { cookie: television.cookie, origin: url } });
    expect(await asPerson.refused()).toMatchObject({ code: "UNAUTHENTICATED" });
    const cookies = [`caddiePro_token=${club.admin.token}`, `caddiePro_wall=${club.admin.token}`, ""];
    for (const cookie of cookies) {
      const auth = { token: club.admin.token };
      const asScreen = new Phone(`${url}/wall`, { auth, headers: { cookie, origin: url } });
      expect(await asScreen.refused(), cookie).toMatchObject({ code: "UNAUTHENTICATED" });
    }
    const noBrowser = new Phone(`${url}/wall`, { headers: { cookie: television.cookie } });
    expect(await noBrowser.refused()).toMatchObject({ code: "UNAUTHENTICATED" });
    // On one connection with a person who is signed in already: refused, and he stays.
    const phone = await club.admin.connect();
    const beside = phone.socket.io.socket("/wall");
    const refusal = await new Promise<Error>((resolve) => beside.once("connect_error", resolve).connect());
    expect(refusal.message).toContain("screen");
    await phone.pulse();
    expect(phone.ended).toBeNull();
    const foreign = io(`${url}/wall`, {
      ...{ transports: ["websocket"], reconnection: false, forceNew: true },
      extraHeaders: { cookie: television.cookie, origin: "https://evil.example" },
    });
    const why = await new Promise<Error>((resolve) => foreign.once("connect_error", resolve));
    foreign.disconnect();
    expect(why.message).toBe("websocket error");
  });

  it("[R-04] a screen outlives a restart of the server", async () => {
    const club = await suite.club(2);
    const { phone, television } = await Television.live(suite.server, club.admin);
    await suite.server.restart();
    await phone.end();
    expect(phone.signals.at(-1)?.event).toBe("server:shutdown");
    const back = television.connect();
    await shows(back, "its board", ({ lists }) => lists[0]?.waiting === 2);
  });

  it("[C-03] nothing of one club is on the screen of another", async () => {
    const [club, other] = [await suite.club(1), await suite.club(1)];
    const { phone } = await Television.live(suite.server, club.admin);
    const { phone: theirs } = await Television.live(suite.server, other.admin);
    await other.admin.api.add({ name: "Zoila Rosa", listNumber: 1 });
    await shows(theirs, "their caddie", ({ lists }) => lists[0]?.waiting === 2);
    await phone.pulse();
    expect(JSON.stringify(phone.signals)).not.toContain("Zoila");
  });
});
