import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Api } from "../harness/api";
import { closePhones, Phone } from "../harness/phone";
import { now, pause } from "../load/clock";
import { type ChaosClub, foundClub } from "./club";
import { database, seeded } from "./seed";
import { ServerProcess } from "./server-process";

const drops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  closePhones();
  for (const drop of drops.splice(0).reverse()) await drop();
});

async function club(): Promise<{ club: ChaosClub; dataDir: string }> {
  const storage = await (await database("PGlite")).create();
  drops.push(() => storage.drop());
  return { club: await foundClub(storage, { admins: 1, watchers: 2, movable: 1 }), dataDir: storage.dataDir };
}

async function server(dataDir: string): Promise<ServerProcess> {
  const one = await ServerProcess.create({ dataDir });
  drops.push(() => one.kill());
  return one;
}

/** The status line that an upgrade of this path is answered with, "" when the connection just ends. */
async function upgrade(port: number, path: string): Promise<string> {
  const socket = connect({ port, host: "127.0.0.1" });
  let text = "";
  socket.on("data", (data) => {
    text += data.toString();
    socket.end();
  });
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==\r\n\r\n`,
  );
  await once(socket, "close");
  return text.split("\r\n")[0] ?? "";
}

const PLACES = ["/socket.io/?EIO=4&transport=websocket", "/_next/hmr", "/turnos", "//"];
const ANSWERS = ["HTTP/1.1 101 Switching Protocols", ...Array(3).fill("HTTP/1.1 404 Not Found")];

it(`[C-02] an upgrade is answered alike before the first page was asked for and after it, and open sockets stay ${seeded}`, async () => {
  const { club: yard, dataDir } = await club();
  const one = await server(dataDir);
  one.spawn();
  // Not a single HTTP request so far: Next has had no occasion to listen for upgrades.
  for (const deadline = now() + 20_000; now() < deadline; await pause(20))
    if ((await upgrade(one.port, "/turnos").catch(() => "")).includes("404")) break;
  expect(await Promise.all(PLACES.map((path) => upgrade(one.port, path)))).toEqual(ANSWERS);
  const token = yard.admins[0]?.token ?? "";
  const early = new Phone(one.url, { auth: { token } });
  await early.ready();
  await one.healthy();
  for (const page of ["/entrar", "/turnos", "/api/openapi.json"])
    await fetch(one.url + page, { redirect: "manual" }).then((answer) => answer.arrayBuffer());
  expect(await Promise.all(PLACES.map((path) => upgrade(one.port, path)))).toEqual(ANSWERS);
  const late = new Phone(one.url, { auth: { token } });
  await late.ready();
  await new Api(() => one.url, token).update(yard.caddieIds[0] ?? "", { name: "Primero" });
  await early.entry("list-1", 1);
  await late.entry("list-1", 1);
  expect(early.ended).toBeNull();
  expect(one.faults).toEqual([]);
});

it(`[R-04] a second server on the same embedded database refuses to start, also right after a kill, and harms nothing ${seeded}`, async () => {
  const { club: yard, dataDir } = await club();
  const [first, second] = [await server(dataDir), await server(dataDir)];
  await first.start();
  const refused = second.spawn();
  expect(await once(refused, "exit")).toEqual([1, null]);
  expect(second.printed.join("\n")).toContain(`is in use by process ${first.pid}`);
  const api = new Api(() => first.url, yard.admins[0]?.token ?? "");
  expect((await api.update(yard.caddieIds[0] ?? "", { name: "Primero" })).status).toBe(200);
  for (let n = 0; n < 4; n++) {
    await first.kill();
    await second.kill();
    // Both find the lock of a dead process at the same moment.
    const exits = [first, second].map((one) => once(one.spawn(), "exit").then(([code]) => ({ one, code })));
    const { one: loser, code } = await Promise.race(exits);
    expect(code).toBe(1);
    const winner = loser === first ? second : first;
    await winner.healthy();
    const alive = new Api(() => winner.url, yard.admins[0]?.token ?? "");
    expect((await alive.caddie(yard.caddieIds[0] ?? "")).body.data.name).toBe("Primero");
  }
});

it("a lock that another program's number stands in, after a restart of the machine, keeps nobody out", async () => {
  const { dataDir } = await club();
  // The number is that of this test run, which lives; the one who wrote it began at another time.
  writeFileSync(`${dataDir}/lock`, `${process.pid} 1 before-the-restart`);
  const one = await server(dataDir);
  await one.start();
  expect(one.running).toBe(true);
});
