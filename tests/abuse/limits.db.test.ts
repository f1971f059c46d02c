import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { closePhones } from "../harness/phone";
import { opened } from "./attackers";
import { Bystanders } from "./bystanders";
import { frame, PING, SOCKET_TARGET, TEXT, text, upgradeRequest } from "./frames";
import { RawConnection } from "./raw-connection";
import { Yard } from "./yard";
import type { Pass, YardFacts, YardState } from "./yard-process";

let yard: Yard;
let facts: YardFacts;
let nextPass = 0;
beforeAll(async () => {
  yard = await Yard.open();
  facts = await yard.club(3, 240);
});
afterEach(async () => {
  closePhones();
  const { faults } = await yard.state();
  expect(faults).toEqual([]);
});
afterAll(() => yard.close());

function someone(): Pass {
  const pass = facts.crowd[nextPass++];
  if (!pass) throw new Error("the crowd is used up");
  return pass;
}
async function signedIn(pass: Pass): Promise<RawConnection> {
  const connection = new RawConnection(yard.port);
  if (!(await opened(connection, pass))) throw new Error("the server would not have him");
  return connection;
}
const told = ({ suspicions }: YardState) =>
  suspicions.map(({ userId, address, reason }) => ({ userId, address, reason }));
const address = "127.0.0.1";

/** Writes 50 pieces every 50 ms, which is 1,000 a second, until the connection ends or ten seconds are over. */
async function flood(connection: RawConnection, piece: Buffer): Promise<boolean> {
  const batch = Buffer.concat(Array.from({ length: 50 }, () => piece));
  for (let n = 0; n < 200 && !connection.closed; n++) {
    connection.send(batch);
    await Promise.race([connection.gone, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  return connection.closed;
}

describe("[R-03] who floods", () => {
  it("with events at 1,000 a second is cut off; the others hear every click and answer as before", async () => {
    const bystanders = await Bystanders.gather(yard, facts);
    bystanders.begin();
    const pass = someone();
    const connection = await signedIn(pass);
    expect(await flood(connection, text('42["ping:rtt",{}]'))).toBe(true);
    expect(connection.heard.includes("RATE_LIMITED")).toBe(true);
    // A second on is enough for a click and a round trip of each.
    await bystanders.clicked(5);
    const { rtts } = await bystanders.finish();
    expect(rtts.at(-1)).toBeLessThan(5_000);
    expect(told(await yard.state())).toEqual([{ userId: pass.userId, address, reason: "too many events" }]);
  });

  it.each<[string, Buffer, string]>([
    ["heartbeats", text("3"), "too many frames"],
    ["namespaces that are not there", text("40/nothing,"), "too many frames"],
    ["answers to nothing", text("431[]"), "too many frames"],
    ["pings of the WebSocket", frame({ opcode: PING, payload: Buffer.from("x") }), "too many frames"],
    ["large pings", frame({ opcode: PING, payload: Buffer.alloc(125) }), "too many frames"],
    ["pongs of the WebSocket", frame({ opcode: 10, payload: Buffer.alloc(125) }), "too many bytes"],
  ])("with %s is cut off, though they are no events", async (_name, piece, reason) => {
    const pass = someone();
    expect(await flood(await signedIn(pass), piece)).toBe(true);
    expect(told(await yard.state())).toEqual([{ userId: pass.userId, address, reason }]);
  });

  it("with a message in endless empty pieces is cut off", async () => {
    const pass = someone();
    const connection = await signedIn(pass);
    connection.send(frame({ opcode: TEXT, payload: Buffer.alloc(0), fin: false }));
    const piece = frame({ opcode: 0, payload: Buffer.alloc(0), fin: false });
    expect(await flood(connection, Buffer.concat(Array.from({ length: 40 }, () => piece)))).toBe(true);
    expect(told(await yard.state())).toEqual([{ userId: pass.userId, address, reason: "malformed frame" }]);
  });

  it("without having signed in is cut off just so", async () => {
    const connection = new RawConnection(yard.port);
    await opened(connection);
    expect(await flood(connection, text("40/nothing,"))).toBe(true);
    expect(told(await yard.state())).toEqual([{ address, reason: "too many frames" }]);
  });
});

it("[R-03] a message above 10 KB ends its connection and is told, whole or in pieces", async () => {
  const large = Buffer.from(`42["nothing","${"x".repeat(10_300)}"]`);
  const whole = frame({ opcode: TEXT, payload: large });
  const first = frame({ opcode: TEXT, payload: large.subarray(0, 6_000), fin: false });
  const rest = frame({ opcode: 0, payload: large.subarray(6_000) });
  for (const message of [whole, Buffer.concat([first, rest])]) {
    const pass = someone();
    const connection = await signedIn(pass);
    connection.send(message);
    await connection.gone;
    expect(told(await yard.state())).toEqual([{ userId: pass.userId, address, reason: "message too large" }]);
  }
});

it("[R-03] [C-19] 200 good phones connect while an attacker behind their address fails and fails", async () => {
  const codes: string[] = [];
  let going = true;
  const attacker = async () => {
    while (going || codes.length < 150) {
      const connection = new RawConnection(yard.port);
      await opened(connection);
      connection.send(text('40{"token":"x.y.z"}'));
      await connection.hears("44{");
      codes.push(/"code":"(\w+)"/.exec(connection.heard.toString("latin1"))?.[1] ?? "none");
      connection.destroy();
    }
  };
  const attack = Promise.all([attacker(), attacker(), attacker()]);
  const phones: RawConnection[] = [];
  while (phones.length < 200) {
    const batch = Array.from({ length: 20 }, () => signedIn(someone()));
    phones.push(...(await Promise.all(batch)));
  }
  going = false;
  await attack;
  expect(phones.every(({ closed }) => !closed)).toBe(true);
  expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(100);
  expect(new Set(codes.slice(105))).toEqual(new Set(["RATE_LIMITED"]));
  const { suspicions } = await yard.state();
  expect(suspicions).toMatchObject([{ address, reason: "too many failed handshakes" }]);
  for (const phone of phones) phone.destroy();
});

describe("[R-03] one connection", () => {
  it("gets few tries to sign in, however many it sends at once", async () => {
    const connection = new RawConnection(yard.port);
    await opened(connection);
    for (let n = 0; n < 20 && !connection.closed; n++) {
      connection.send(text('40{"token":"x"}'));
      await connection.hears(new RegExp(`(44\\{.*){${n + 1}}`, "s"));
    }
    await connection.gone;
    expect(connection.heard.toString("latin1").split("44{").length - 1).toBeLessThanOrEqual(5);
  });

  it("signs in once: a second CONNECT beside the first ends it", async () => {
    const pass = someone();
    const connection = new RawConnection(yard.port);
    await opened(connection);
    const sign = text(`40${JSON.stringify({ token: pass.token })}`);
    connection.send(Buffer.concat([sign, sign, sign]));
    await connection.gone;
    expect(connection.heard.includes("sync:ready")).toBe(false);
  });

  it("ends when it leaves the one namespace there is", async () => {
    const connection = await signedIn(someone());
    connection.send(text("41"));
    await connection.gone;
  });

  it("cannot be taken over by a second transport", async () => {
    const connection = await signedIn(someone());
    const sid = /0\{"sid":"([\w-]+)"/.exec(connection.heard.toString("latin1"))?.[1];
    expect(sid).toBeDefined();
    const second = new RawConnection(yard.port);
    second.send(upgradeRequest(`${SOCKET_TARGET}&sid=${sid}`));
    await second.gone;
    expect(second.heard.toString()).toMatch(/^HTTP\/1\.1 400 /);
    connection.destroy();
  });
});

it("[C-18] a foreign origin is refused and told, and a peer that does not hang up is hung up on", async () => {
  const { connections } = await yard.state();
  for (const [target, origin] of [
    [SOCKET_TARGET, "https://evil.example"],
    ["/api/ws/none", null],
  ] as const) {
    const connection = new RawConnection(yard.port, { halfOpen: true });
    connection.send(upgradeRequest(target, { Origin: origin }));
    expect(await connection.hears(/^HTTP\/1\.1 40[34] /)).toBe(true);
  }
  const { suspicions, ...after } = await yard.state();
  expect(after.connections).toBeLessThanOrEqual(connections);
  expect(told({ ...after, suspicions })).toEqual([{ address, reason: "foreign origin" }]);
});
