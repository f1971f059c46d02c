import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { databases } from "../harness/databases";
import { createClub } from "../harness/factories";
import { closePhones } from "../harness/phone";
import { TestServer } from "../harness/server";

// The server's periodic work is started under this test's own clock; sockets keep theirs.
let server: TestServer;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const [embedded] = await databases();
  if (!embedded) throw new Error("no database");
  server = await TestServer.start(await embedded.create());
});
afterAll(async () => {
  closePhones();
  await server.stop();
  vi.useRealTimers();
});

it("[C-17] once a minute a client is told the heads of its streams, silent ones left out", async () => {
  const club = await createClub(server, { sizes: [2, 1] });
  const phone = await (await club.as(club.at(1, 2))).connect();
  await club.admin.api.status(club.at(1, 1).id, "Ausente");
  await club.admin.api.status(club.at(2, 1).id, "Ausente");
  const { epoch } = await phone.entry("list-1", 1);
  vi.advanceTimersByTime(59_000);
  await phone.pulse();
  expect(phone.last("sync:heads")).toBeUndefined();
  vi.advanceTimersByTime(1_000);
  expect(await phone.signal("sync:heads")).toEqual({ streams: { "list-1": { epoch, seq: 1 } } });
  vi.advanceTimersByTime(60_000);
  await phone.pulse();
  expect(phone.signals.filter(({ event }) => event === "sync:heads")).toHaveLength(2);
});

it("[C-20] a club in which nothing happened is told nothing", async () => {
  const club = await createClub(server, { sizes: [1] });
  const phone = await club.admin.connect();
  vi.advanceTimersByTime(180_000);
  await phone.pulse();
  expect(phone.signals.map(({ event }) => event)).toEqual(["sync:ready"]);
});
