import type { Socket as TcpSocket } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { appendEvents } from "@/lib/realtime/log";
import { databases } from "../harness/databases";
import { createClub, type Person, type TestClub } from "../harness/factories";
import { closePhones, type Phone } from "../harness/phone";
import { TestServer } from "../harness/server";
import { noticed, until } from "../harness/until";
import { RawSocket } from "../harness/upgrade";

const PADDING = "x".repeat(65_536);
/** More than the kernel takes for one connection, and more than may wait. */
const FLOOD = 240;

// The periodic check runs by this test's own clock; sockets keep theirs. Nothing here depends on the database.
let server: TestServer;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const target = (await databases()).at(-1);
  if (!target) throw new Error("no database");
  server = await TestServer.start(await target.create());
});
afterEach(() => {
  closePhones();
  expect(server.takeFaults()).toEqual([]);
});
afterAll(async () => {
  await server.stop();
  vi.useRealTimers();
});

/** Commits so many large events to list 1 at once, as a command does. */
async function flood(club: TestClub, count: number): Promise<void> {
  const data = { caddieId: club.at(1, 1).id, padding: PADDING };
  const publications = Array.from({ length: count }, () => ({
    event: "caddie:deleted",
    data,
    streams: ["list-1"],
  }));
  const committed = await server.db.transaction((tx) =>
    appendEvents(tx, club.id, publications, new Date(), undefined),
  );
  server.runtime.tail.committed(committed);
}

/** A connection that has stopped reading, with the server's side of it. */
class Sleeper {
  readonly raw = new RawSocket(server.url);
  /** Why the server ended it, or "". */
  ended = "";
  /** The server's TCP connection is closed and its memory free. */
  freed = false;
  #waiting: () => number = () => 0;
  #taken: () => number = () => 0;

  static async of(person: Person): Promise<Sleeper> {
    const sleeper = new Sleeper();
    const { sockets } = server.realtime.io.sockets;
    const others = new Set(sockets.keys());
    await sleeper.raw.connect(person.token);
    const [id = ""] = [...sockets.keys()].filter((known) => !others.has(known));
    const socket = sockets.get(id);
    const conn = socket?.conn as unknown as {
      writeBuffer: unknown[];
      transport: {
        socket: { _socket: TcpSocket & { _handle: Record<"bytesWritten" | "writeQueueSize", number> } };
      };
    };
    const tcp = conn.transport.socket._socket;
    const handle = tcp._handle;
    sleeper.#waiting = () => conn.writeBuffer.length + tcp.writableLength / PADDING.length;
    sleeper.#taken = () => handle.bytesWritten - handle.writeQueueSize;
    tcp.once("close", () => {
      sleeper.freed = true;
      noticed();
    });
    socket?.once("disconnect", (reason) => {
      sleeper.ended = reason;
      noticed();
    });
    sleeper.raw.ws.pause();
    return sleeper;
  }

  /** Events that wait for it in the server's own memory, about. */
  get waiting(): number {
    return this.#waiting();
  }

  /** Reads until the kernel has room for more of what waits, and sleeps again. */
  async makeRoom(): Promise<void> {
    for (const before = this.#taken(); this.#taken() === before; ) await this.read(5);
  }

  /** Reads so many more frames, and sleeps again. */
  async read(frames: number): Promise<void> {
    const { raw } = this;
    const wanted = raw.frames.length + frames;
    const full = () => raw.frames.length >= wanted && raw.ws.pause();
    raw.ws.on("message", full);
    raw.ws.resume();
    await until(() => raw.frames.length >= wanted || raw.closed, `${frames} more frames`);
    raw.ws.off("message", full);
  }
}

const check = (times: number) => {
  for (let n = 0; n < times; n++) vi.advanceTimersByTime(1000);
};
const seqsOf = (phone: Phone) => phone.on("list-1").map(({ seq }) => seq);
const from1to = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
/** Fills the kernel's buffers, and the server's own up to so many events. */
async function fill(club: TestClub, sleeper: Sleeper, waiting: number): Promise<number> {
  let sent = 0;
  for (; sleeper.waiting < waiting; sent += 4) await flood(club, 4);
  return sent;
}

it("[R-13] I8: a burst of one tick to a phone that sleeps costs it the connection at the next look", async () => {
  const club = await createClub(server, { sizes: [2] });
  const person = await club.as(club.at(1, 1));
  const healthy = await club.admin.connect();
  const sleeper = await Sleeper.of(person);
  await flood(club, FLOOD);
  await healthy.entry("list-1", FLOOD);
  expect(sleeper.ended).toBe("");
  check(1);
  await until(() => sleeper.freed, "the memory of the sleeper");
  expect(sleeper.ended).toBe("forced close");
  // The others have noticed nothing, and he returns by his cursor and has everything.
  await healthy.pulse();
  expect([seqsOf(healthy), healthy.ended]).toEqual([from1to(FLOOD), null]);
  const cursors = { "list-1": { epoch: server.runtime.tail.epoch, seq: 0 } };
  const back = await person.connect({ auth: { cursors } });
  expect(seqsOf(back)).toEqual(from1to(FLOOD));
  expect(server.lines.filter(({ msg }) => msg.startsWith("a slow consumer is cut off"))).toMatchObject([
    { userId: person.userId },
  ]);
});

it("[R-13] a phone whose connection is full and takes nothing for four seconds is cut off", async () => {
  const club = await createClub(server, { sizes: [2] });
  const sleeper = await Sleeper.of(await club.as(club.at(1, 1)));
  await fill(club, sleeper, 1);
  check(4);
  await new Promise(setImmediate);
  expect(sleeper.ended).toBe("");
  check(1);
  await until(() => sleeper.freed, "the memory of the sleeper");
});

it("[R-13] a phone that reads slowly is not cut off while it reads, and hears everything in order", async () => {
  const club = await createClub(server, { sizes: [2] });
  const sleeper = await Sleeper.of(await club.as(club.at(1, 1)));
  const sent = await fill(club, sleeper, 50);
  const { length } = sleeper.raw.frames;
  while (sleeper.waiting > 0 && sleeper.ended === "") {
    check(4);
    await sleeper.makeRoom();
  }
  expect(sleeper.ended).toBe("");
  sleeper.raw.ws.resume();
  const heard = () => sleeper.raw.frames.slice(length).map((frame) => JSON.parse(frame.slice(2))[1].seq);
  await until(() => heard().at(-1) === sent, "the last event");
  expect(heard()).toEqual(from1to(sent));
});

it("[R-13] a phone that has nothing to read may be as silent as it likes", async () => {
  const club = await createClub(server, { sizes: [2] });
  const sleeper = await Sleeper.of(await club.as(club.at(1, 1)));
  await flood(club, 5);
  check(30);
  await new Promise(setImmediate);
  expect(sleeper.ended).toBe("");
  await sleeper.read(5);
});
