import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server as Engine } from "engine.io";
import { Server, type Socket } from "socket.io";
import { type Socket as Client, io as connect } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import WebSocket from "ws";
import { FanOut } from "@/lib/realtime/fan-out";
import { noticed, until } from "../harness/until";

const SLICE = 3;
const from1to = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const later = () => new Promise(setImmediate);

interface Member {
  /** As they came: events under their names, with the first argument. */
  heard: [event: string, payload: unknown][];
  client: Client;
  /** The server's side. */
  socket: Socket;
}

describe("a broadcast", () => {
  let http: ReturnType<typeof createServer>;
  let engine: Engine;
  let io: Server;
  let fanOut: FanOut;
  const open: { close(): void }[] = [];
  const url = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;

  beforeEach(async () => {
    http = createServer();
    engine = new Engine({ transports: ["websocket"], allowUpgrades: false, perMessageDeflate: false });
    io = new Server({ serveClient: false });
    io.bind(engine);
    http.on("upgrade", (request, socket, head) =>
      engine.handleUpgrade(request as Parameters<Engine["handleUpgrade"]>[0], socket, head),
    );
    fanOut = new FanOut(io, SLICE);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  });
  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    engine.close();
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
  });

  async function member(...rooms: string[]): Promise<Member> {
    const arrived = new Promise<Socket>((resolve) => io.once("connection", resolve));
    const client = connect(url(), { transports: ["websocket"], forceNew: true, reconnection: false });
    open.push(client);
    const heard: Member["heard"] = [];
    client.on("disconnect", noticed);
    client.onAny((event: string, payload: unknown) => {
      heard.push([event, payload]);
      noticed();
    });
    const socket = await arrived;
    await socket.join(rooms);
    return { heard, client, socket };
  }
  /** In the order in which they join: a broadcast serves them so. */
  async function members(count: number, ...rooms: string[]): Promise<Member[]> {
    const all: Member[] = [];
    for (let n = 0; n < count; n++) all.push(await member(...rooms));
    return all;
  }
  /** Resolves once the broadcast was written to everybody, with how many that were, and bytes. */
  const send = (room: string, event: string, payload: unknown) =>
    new Promise<[number, number]>((resolve) => fanOut.send(room, event, payload, (...what) => resolve(what)));
  /** Everything that was sent to them before has been heard when it resolves. */
  async function settled(all: Member[]): Promise<void> {
    for (const { socket } of all) socket.emit("end");
    for (const { heard } of all) await until(() => heard.at(-1)?.[0] === "end", "the end");
    for (const { heard } of all) heard.pop();
  }

  it("[C-01] reaches a room in slices, and each member hears everything in order", async () => {
    const all = await members(10, "a");
    const sent = from1to(20).map((n) => send("a", "e", n));
    const reached = await Promise.all(sent);
    await settled(all);
    for (const { heard } of all) expect(heard).toEqual(from1to(20).map((n) => ["e", n]));
    expect(reached.map(([recipients]) => recipients)).toEqual(from1to(20).map(() => 10));
    // Header and payload of the frame 42["e",1], to ten.
    expect(reached[0]?.[1]).toBe(10 * (2 + '42["e",1]'.length));
  });

  it("gives the event loop a turn between slices", async () => {
    await members(10, "a");
    let turns = 0;
    let done = false;
    const sent = send("a", "e", 1).then(() => {
      done = true;
    });
    while (!done) {
      await later();
      turns++;
    }
    await sent;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it("to a small room overtakes the one to a large room", async () => {
    await members(10, "large");
    for (const room of ["one", "two", "three"]) await member(room);
    const order: string[] = [];
    const tell = async (room: string) => {
      await send(room, "e", room);
      order.push(room);
    };
    await Promise.all(["large", "large", "one", "two", "three"].map(tell));
    expect(order).toEqual(["one", "two", "three", "large", "large"]);
  });

  it("[C-05] I7: goes on to nobody who left meanwhile, or was cut off", async () => {
    const all = await members(7, "a");
    const [first, , , leaver, cut, closed, last] = all as [
      Member,
      Member,
      Member,
      Member,
      Member,
      Member,
      Member,
    ];
    const sent = send("a", "secret", 1);
    await leaver.socket.leave("a");
    cut.socket.disconnect(true);
    closed.socket.conn.close();
    expect((await sent)[0]).toBe(4);
    await settled([first, leaver, last]);
    expect([first, leaver, last].map(({ heard }) => heard.length)).toEqual([1, 0, 1]);
    await until(() => !cut.client.connected && !closed.client.connected, "both ends");
    expect([...cut.heard, ...closed.heard]).toEqual([]);
  });

  it("[C-17] reaches nobody who joins while it is under way: he has it by his replay", async () => {
    const all = await members(7, "a");
    const late = await member();
    const sent = send("a", "e", 1);
    await late.socket.join("a");
    await sent;
    await send("a", "e", 2);
    await settled([...all, late]);
    expect(late.heard).toEqual([["e", 2]]);
    expect(all[6]?.heard).toEqual([
      ["e", 1],
      ["e", 2],
    ]);
  });

  it("to a room without members is told as reaching nobody", async () => {
    expect(await send("empty", "e", 1)).toEqual([0, 0]);
  });

  it("that is sent from the end of another comes after what was waiting", async () => {
    const [one] = (await members(1, "a")) as [Member];
    fanOut.send("a", "e", 1, () => fanOut.send("a", "e", 3, () => undefined));
    await send("a", "e", 4);
    await settled([one]);
    expect(one.heard.map(([, n]) => n)).toEqual([1, 3, 4]);
    const all = await members(5, "b");
    const first = new Promise<void>((resolve) =>
      fanOut.send("b", "e", 1, () => fanOut.send("b", "e", 3, () => resolve())),
    );
    await send("b", "e", 2);
    await first;
    await settled(all);
    for (const { heard } of all) expect(heard.map(([, n]) => n)).toEqual([1, 2, 3]);
  });

  it.each([1, 115, 116, 65_525, 65_526, 200_000])("carries %i bytes of text intact", async (length) => {
    const [one] = (await members(1, "a")) as [Member];
    const text = "x".repeat(length);
    const [, bytes] = await send("a", "e", text);
    await settled([one]);
    expect(one.heard).toEqual([["e", text]]);
    const payload = length + '42["e",""]'.length;
    expect(bytes - payload).toBe(payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
  });

  it("carries every kind of character intact", async () => {
    const [one] = (await members(1, "a")) as [Member];
    const text = 'Ñandú 🏌️‍♀️ 👩🏽‍🦰 العربية \u2028 \u0000 \u{10FFFF} "quoted" \\ \ud800';
    await send("a", "e", { text });
    await settled([one]);
    expect(one.heard).toEqual([["e", { text }]]);
  });

  it("keeps its place among what the socket is told directly", async () => {
    const [one] = (await members(1, "a")) as [Member];
    for (let n = 1; n <= 300; n += 2) {
      fanOut.send("a", "e", n, () => undefined);
      one.socket.emit("e", n + 1);
    }
    await settled([one]);
    expect(one.heard).toEqual(from1to(300).map((n) => ["e", n]));
  });

  it("[R-13] waits in the connection's queue while a member does not read, and arrives in order when he does", async () => {
    const arrived = new Promise<Socket>((resolve) => io.once("connection", resolve));
    const ws = new WebSocket(`${url().replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
    open.push(ws);
    const heard: number[] = [];
    ws.on("message", (data) => {
      const text = String(data);
      if (text.startsWith("0")) ws.send("40");
      if (text.startsWith("42")) heard.push(JSON.parse(text.slice(2))[1].n);
      noticed();
    });
    const socket = await arrived;
    await socket.join("a");
    ws.pause();
    const padding = "x".repeat(65_536);
    // Too much for the kernel: the rest waits where it is counted.
    for (let n = 1; n <= 150; n++) await send("a", "e", { n, padding });
    const { writeBuffer } = socket.conn as unknown as { writeBuffer: unknown[] };
    expect(writeBuffer.length).toBeGreaterThan(10);
    for (let n = 151; n <= 200; n += 2) {
      socket.emit("e", { n, padding });
      await send("a", "e", { n: n + 1, padding });
    }
    ws.resume();
    await until(() => heard.length === 200, "all two hundred");
    expect(heard).toEqual(from1to(200));
  });

  it("goes the long way round where ws has no frame writer of this name", async () => {
    const [one] = (await members(1, "a")) as [Member];
    const side = one.socket.conn as unknown as {
      transport: { socket: { _sender: Record<string, unknown> } };
    };
    const { socket } = side.transport;
    const real = socket._sender as {
      send: (...args: unknown[]) => void;
      close: (...args: unknown[]) => void;
    };
    socket._sender = { _bufferedBytes: 0, send: real.send.bind(real), close: real.close.bind(real) };
    for (const n of from1to(5)) await send("a", "e", n);
    await settled([one]);
    expect(one.heard).toEqual(from1to(5).map((n) => ["e", n]));
  });
});
