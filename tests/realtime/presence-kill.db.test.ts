import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { PresenceState } from "@/lib/realtime/contract";
import { TestCluster } from "../harness/cluster";
import { databases } from "../harness/databases";
import { createClub, type Person } from "../harness/factories";
import { closePhones, Phone } from "../harness/phone";
import { redisProgram } from "../harness/redis";
import { until } from "../harness/until";
import { type Child, startChild } from "../load/processes";

const program = redisProgram();
const target = (await databases()).find(({ name }) => name === "PostgreSQL");

describe.skipIf(!program || !target)("presence over two processes, one of which is killed", () => {
  let yard: TestCluster;
  const children: Child[] = [];

  beforeAll(async () => {
    if (program && target) yard = await TestCluster.start(target, program);
  });
  afterEach(async () => {
    closePhones();
    await Promise.all(children.splice(0).map((child) => child.kill()));
    expect(yard.takeFaults()).toEqual([]);
  });
  afterAll(() => yard?.stop());

  /** A real process, and where it listens. It and the first server hear each other. */
  async function process2(): Promise<{ child: Child; url: string }> {
    const child = startChild(process.execPath, ["--import", "tsx", "tests/harness/node-process.ts"]);
    children.push(child);
    const { url, dataDir } = yard.first.storage;
    const port = await child.ask<number>("start", { url, dataDir, redisUrl: yard.redis.url });
    await vi.waitFor(async () => expect(await yard.cluster.ask("stats:partial", "nobody")).toHaveLength(1), {
      timeout: 10_000,
      interval: 20,
    });
    return { child, url: `http://127.0.0.1:${port}` };
  }
  async function phoneOn(url: string, { token }: Person): Promise<Phone> {
    const phone = new Phone(url, { auth: { token } });
    await phone.ready();
    return phone;
  }
  const pictures = (phone: Phone) =>
    phone.signals
      .filter(({ event }) => event === "presence:change")
      .map(({ payload }) => (payload as PresenceState).users.map(({ name }) => name));
  const now = (phone: Phone) => pictures(phone).at(-1)?.join();

  it("[R-05] [R-11] its people are gone elsewhere, whoever came back stays, and nobody counts twice", async () => {
    const club = await createClub(yard.first, { sizes: [3] });
    const [lost, moved, both] = [
      await club.as(club.at(1, 1)),
      await club.as(club.at(1, 2)),
      await club.as(club.at(1, 3)),
    ];
    const { child, url } = await process2();
    const admin = await phoneOn(yard.first.url, club.admin);
    expect(await admin.ask("presence:join", { resource: "club" })).toMatchObject({ ok: true });
    for (const person of [lost, moved, both]) await phoneOn(url, person);
    await phoneOn(yard.first.url, both);
    const everybody = [club.admin.name, lost.name, moved.name, both.name];
    await until(() => now(admin) === everybody.join(), "everybody, each once");

    await child.kill();
    await phoneOn(yard.first.url, moved);
    const since = pictures(admin).length;
    await until(() => now(admin) === [club.admin.name, moved.name, both.name].join(), "one is gone");
    for (const picture of pictures(admin).slice(since)) {
      expect(new Set(picture).size).toBe(picture.length);
      expect(picture).toEqual(expect.arrayContaining([moved.name, both.name]));
    }

    await phoneOn(yard.first.url, lost);
    await until(() => now(admin) === everybody.join(), "he is back, once");
  });

  it("[R-05] [R-11] a process that comes in its place is heard at once, and its people with it", async () => {
    const club = await createClub(yard.first, { sizes: [1] });
    const caddie = await club.as(club.at(1, 1));
    const first = await process2();
    const admin = await phoneOn(yard.first.url, club.admin);
    await admin.ask("presence:join", { resource: "club" });
    await phoneOn(first.url, caddie);
    await until(() => now(admin) === [club.admin.name, caddie.name].join(), "both");
    await first.child.kill();
    const second = await process2();
    await phoneOn(second.url, caddie);
    // Once the dead one is forgotten, whoever is there is there by the new one.
    await until(
      () => pictures(admin).length > 0 && now(admin) === [club.admin.name, caddie.name].join(),
      "both again",
    );
    await second.child.kill();
    await until(() => now(admin) === club.admin.name, "he is gone with it");
  });
});
