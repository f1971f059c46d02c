import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { SystemStats } from "@/lib/realtime/contract";
import { appendEvents } from "@/lib/realtime/log";
import { TestCluster } from "../harness/cluster";
import { databases } from "../harness/databases";
import { createClub, type TestClub } from "../harness/factories";
import { FurtherNode } from "../harness/node";
import { closePhones, Phone } from "../harness/phone";
import { redisProgram } from "../harness/redis";
import { rubbish } from "../harness/rubbish";
import { TcpGate } from "../harness/tcp-gate";
import { until } from "../harness/until";
import { shows, Television } from "../harness/wall";

const program = redisProgram();
const target = (await databases()).find(({ name }) => name === "PostgreSQL");
const missing = [!program && "redis-server in PATH", !target && "PostgreSQL"].filter(Boolean);
const AWAY = "redis is away";
const BACK = "redis is back";

// The embedded database has one opener, so a cluster is there on PostgreSQL only.
describe.skipIf(!program || !target)(
  `two processes on one PostgreSQL and one Redis${missing.length > 0 ? ` (skipped: there is no ${missing.join(", no ")})` : ""}`,
  () => {
    let yard: TestCluster;
    let b: FurtherNode;

    beforeAll(async () => {
      if (!program || !target) return;
      yard = await TestCluster.start(target, program);
      b = await yard.joined();
    });
    afterEach(() => {
      closePhones();
      vi.restoreAllMocks();
      expect(yard.takeFaults()).toEqual([]);
    });
    afterAll(() => yard?.stop());

    const said = (lines: { msg: string }[], start: string) =>
      lines.filter(({ msg }) => msg.startsWith(start)).length;
    const phoneOn = async (node: FurtherNode, token: string) => {
      const phone = new Phone(node.url, { auth: { token } });
      await phone.ready();
      return phone;
    };
    const click = (club: TestClub, place: number, status = "En campo") =>
      club.admin.api.status(club.at(1, place).id, status);

    it("a start beside a Redis that is well complains of nothing", async () => {
      const node = await yard.joined();
      expect([said(node.lines, AWAY), said(node.lines, BACK)]).toEqual([0, 0]);
      expect(node.cluster.isUp()).toBe(true);
      await yard.part(node);
    });

    it("[R-11] a click in one process reaches a phone on another by the hint alone", async () => {
      const club = await createClub(yard.first, { sizes: [3] });
      const node = await yard.joined();
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      for (const place of [1, 2, 3]) await click(club, place);
      await phone.entry("list-1", 3);
      expect(phone.on("list-1").map(({ seq }) => seq)).toEqual([1, 2, 3]);
      await yard.part(node);
    });

    it("[R-11] I7: a screen on another process shows a click, and is put out when it is revoked, by the hint alone", async () => {
      const club = await createClub(yard.first, { sizes: [3] });
      const node = await yard.joined();
      const { television, wallId } = await Television.paired(yard.first, club.admin);
      const screen = television.connect(node.url);
      await screen.ready();
      node.deafen();
      await click(club, 1);
      await shows(screen, "the click", ({ lists }) => lists[0]?.waiting === 2);
      await club.admin.api.revokeWall(wallId);
      expect(await screen.end()).toBe("io server disconnect");
      expect(screen.last("session:expired")).toEqual({ reason: "revoked" });
      await yard.part(node);
    });

    it("[R-11] I7: who signs out in one process is let go by another at once, by the hint alone", async () => {
      const club = await createClub(yard.first, { sizes: [1] });
      const person = await club.as(club.at(1, 1));
      const node = await yard.joined();
      const phone = await phoneOn(node, person.token);
      const begun = performance.now();
      node.deafen();
      await person.api.request("POST", "/api/auth/sign-out");
      expect(await phone.end()).toBe("io server disconnect");
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
      expect(performance.now() - begun).toBeLessThan(1000);
      await yard.part(node);
    });

    it("[R-11] [I12] Redis dies while everybody writes: no phone misses anything, and hints work when it is back", async () => {
      const club = await createClub(yard.first, { sizes: [30] });
      const phones = await Promise.all([phoneOn(b, club.admin.token), club.admin.connect()]);
      const late = await yard.further();
      for (let place = 1; place <= 30; place++) {
        if (place === 10) await yard.redis.kill();
        expect((await click(club, place)).status).toBe(200);
      }
      const missed = performance.now();
      for (const phone of phones) {
        await phone.entry("list-1", 30);
        expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
      }
      expect(performance.now() - missed).toBeLessThan(2500);
      await until(
        () => said(yard.first.lines, AWAY) === 1 && said(b.lines, AWAY) === 1,
        "word that Redis is away",
      );
      expect([yard.cluster.isUp(), b.cluster.isUp()]).toEqual([false, false]);
      await yard.redis.begin();
      await until(
        () => said(yard.first.lines, BACK) === 1 && said(b.lines, BACK) === 1,
        "word that Redis is back",
      );
      await yard.meet(late);
      late.deafen();
      const hears = await phoneOn(late, club.admin.token);
      await click(club, 1, "Disponible");
      await hears.entry("list-1", 31);
      // Once each: a process that is told the same every 100 ms drowns whoever reads its log.
      expect([said(yard.first.lines, AWAY), said(b.lines, AWAY)]).toEqual([1, 1]);
      await yard.part(late);
    });

    it("[R-11] [I12] a process that starts while Redis is away serves, and joins when it is there", async () => {
      const club = await createClub(yard.first, { sizes: [2] });
      await yard.redis.kill();
      const node = await yard.further();
      const phone = await phoneOn(node, club.admin.token);
      await click(club, 1);
      await phone.entry("list-1", 1);
      expect(node.cluster.isUp()).toBe(false);
      await yard.redis.begin();
      await yard.meet(node);
      node.deafen();
      await click(club, 2);
      await phone.entry("list-1", 2);
      await yard.part(node);
    });

    it("[R-11] [I12] an emptied Redis changes nothing", async () => {
      const club = await createClub(yard.first, { sizes: [2] });
      const node = await yard.joined();
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      await yard.redis.ask((client) => client.flushall());
      await click(club, 1);
      await phone.entry("list-1", 1);
      await yard.part(node);
    });

    it("[R-11] connections to Redis that hang without a word are noticed, and made anew", async () => {
      const club = await createClub(yard.first, { sizes: [1] });
      const gate = await TcpGate.open(yard.redis.port);
      const node = await yard.further(gate.url);
      await yard.meet(node);
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      const before = await yard.listeners();
      gate.hang();
      await until(() => said(node.lines, BACK) > 0, "word that Redis is back");
      // Redis still counts the connection that hangs.
      await yard.listening(before + 1);
      await click(club, 1);
      await phone.entry("list-1", 1);
      await yard.part(node);
      await gate.close();
    });

    it("[R-11] rubbish on the channels harms nobody", async () => {
      const club = await createClub(yard.first, { sizes: [2] });
      const phone = await phoneOn(b, club.admin.token);
      const request = await yard.requestChannel();
      const room = request.replace("-request#", "#");
      await yard.redis.ask(async (client) => {
        for (const channel of [
          request,
          request.replace("-request#", "-response#"),
          room,
          `${room}org:${club.id}:list-1#`,
        ]) {
          for (const message of rubbish(club.id)) await client.publish(channel, message);
        }
      });
      await click(club, 1);
      await phone.entry("list-1", 1);
      await yard.meet(b);
      await click(club, 2);
      await phone.entry("list-1", 2);
      expect(phone.heard.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(phone.ended).toBeNull();
      expect(phone.signals.map(({ event }) => event)).toEqual(["sync:ready"]);
    });

    it("[R-10] [R-11] a process that answers what nobody asked for spoils nobody's figures", async () => {
      const club = await createClub(yard.first, { sizes: [1] });
      await club.admin.connect();
      const channel = await yard.requestChannel();
      const nonsense = [null, "x", {}, { total: 1e6 }, [], { ...club, series: [], users: {}, totals: null }];
      const stranger = new Redis(yard.redis.url);
      await yard.redis.ask(async (client) => {
        stranger.on("message", (_channel, text: string) => {
          const { requestId } = JSON.parse(text);
          const answer = { type: 6, requestId, data: nonsense.shift() };
          if (requestId)
            void client.publish(channel.replace("-request#", "-response#"), JSON.stringify(answer));
        });
        await stranger.subscribe(channel);
        while (nonsense.length > 0) {
          const { status, body } = await club.admin.api.request<{ data: SystemStats }>(
            "GET",
            "/api/socket-stats",
          );
          expect([status, body.data.nodes, body.data.connections.total]).toEqual([200, 2, 1]);
        }
      });
      stranger.disconnect();
      await yard.listening(2);
    });

    it("[R-11] the processes of another database on the same Redis are not heard", async () => {
      if (!target) return;
      const club = await createClub(yard.first, { sizes: [1] });
      const elsewhere = await target.create();
      const other = await FurtherNode.start(elsewhere, yard.redis.url);
      const hinted = vi.spyOn(other.runtime.tail, "hinted");
      const phone = await phoneOn(b, club.admin.token);
      await vi.waitFor(() => expect(other.cluster.isUp()).toBe(true), { timeout: 5000, interval: 10 });
      expect(await other.cluster.ask("stats:partial", club.id)).toEqual([]);
      await click(club, 1);
      await phone.entry("list-1", 1);
      expect(await other.cluster.ask("stats:partial", club.id)).toEqual([]);
      expect(hinted).not.toHaveBeenCalled();
      expect(other.lines.filter(({ level }) => level >= 40)).toEqual([]);
      await other.stop();
      await elsewhere.drop();
    });

    it("[R-11] 300 hints at once make a process read the log a few times, not 300 times", async () => {
      const club = await createClub(yard.first, { sizes: [1] });
      const node = await yard.joined();
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      const reads = vi.spyOn(node.runtime.database.db, "select");
      const data = { caddieId: club.at(1, 1).id };
      for (let batch = 0; batch < 3; batch++) {
        const written = await yard.first.db.transaction((tx) => {
          const publications = Array.from({ length: 100 }, () => ({
            event: "caddie:deleted",
            data,
            streams: ["list-1"],
          }));
          return appendEvents(tx, club.id, publications, new Date(), undefined);
        });
        for (const { organizationId, stream, envelope } of written)
          yard.cluster.hint([{ organizationId, stream, seq: envelope.seq }]);
      }
      await phone.entry("list-1", 300);
      expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect(reads.mock.calls.length).toBeLessThan(30);
      await yard.part(node);
    });

    it("[R-11] [I12] a question is answered within its time limit with Redis away, and the stop is quick", async () => {
      const node = await yard.joined();
      await yard.redis.kill();
      for (const wait of ["the death not yet noticed", "noticed"]) {
        const begun = performance.now();
        expect(await node.cluster.ask("stats:partial", "nobody"), wait).toEqual([]);
        expect(performance.now() - begun, wait).toBeLessThan(2500);
        await until(() => said(node.lines, AWAY) > 0, "word that Redis is away");
      }
      expect(await yard.part(node)).toBeLessThan(1500);
      await yard.redis.begin();
      await yard.meet(b);
    });
  },
);
