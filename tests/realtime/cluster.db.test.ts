import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { appendEvents } from "@/lib/realtime/log";
import { databases } from "../harness/databases";
import { createClub, type TestClub } from "../harness/factories";
import { FurtherNode } from "../harness/node";
import { closePhones, Phone } from "../harness/phone";
import { PrivateRedis, redisProgram } from "../harness/redis";
import { rubbish } from "../harness/rubbish";
import { TestServer } from "../harness/server";
import { TcpGate } from "../harness/tcp-gate";
import { until } from "../harness/until";

const program = redisProgram();
const target = (await databases()).find(({ name }) => name === "PostgreSQL");
const missing = [!program && "redis-server in PATH", !target && "PostgreSQL"].filter(Boolean);
const AWAY = "redis is away";
const BACK = "redis is back";

// The embedded database has one opener, so a cluster is there on PostgreSQL only.
describe.skipIf(!program || !target)(
  `two processes on one PostgreSQL and one Redis${missing.length > 0 ? ` (skipped: there is no ${missing.join(", no ")})` : ""}`,
  () => {
    let redis: PrivateRedis;
    let a: TestServer;
    let b: FurtherNode;
    const nodes = new Set<FurtherNode>();

    beforeAll(async () => {
      if (!program || !target) return;
      redis = await PrivateRedis.prepare(program);
      a = await TestServer.start(await target.create(), { REDIS_URL: redis.url });
      b = await further();
      await meet(b);
    });
    afterEach(() => {
      closePhones();
      vi.restoreAllMocks();
      const faults = [...a.takeFaults(), ...[...nodes].flatMap((node) => node.lines.splice(0))];
      expect(faults.filter(({ level }) => level >= 50)).toEqual([]);
    });
    afterAll(async () => {
      for (const node of nodes) await node.stop();
      await a?.stop();
      await redis?.close();
    });

    async function further(url = redis.url): Promise<FurtherNode> {
      const node = await FurtherNode.start(a.storage, url);
      nodes.add(node);
      return node;
    }
    async function part(node: FurtherNode): Promise<number> {
      nodes.delete(node);
      return node.stop();
    }
    const clusterOfA = () => {
      const { cluster } = a.realtime;
      if (!cluster) throw new Error("the first server is alone");
      return cluster;
    };
    /** Resolves when the first server and this node hear each other. */
    async function meet(node: FurtherNode, others = nodes.size): Promise<void> {
      const answers = async () => [
        (await clusterOfA().ask("stats:partial", "nobody")).length,
        (await node.cluster.ask("stats:partial", "nobody")).length,
      ];
      await vi.waitFor(async () => expect(await answers()).toEqual([others, others]), {
        timeout: 10_000,
        interval: 20,
      });
    }
    const requestChannels = async () =>
      redis.ask(async (client) => {
        const channels = (await client.pubsub("CHANNELS", "caddiepro:*")) as string[];
        return channels.filter((name) => name.includes("-request#"));
      });
    /** Connections that hear what this database's processes say. */
    const listeners = async () => {
      const [channel = ""] = await requestChannels();
      return redis.ask(async (client) => Number((await client.pubsub("NUMSUB", channel))[1]));
    };
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
      const node = await further();
      await meet(node);
      expect([said(node.lines, AWAY), said(node.lines, BACK)]).toEqual([0, 0]);
      expect(node.cluster.isUp()).toBe(true);
      await part(node);
    });

    it("[R-11] a click in one process reaches a phone on another by the hint alone", async () => {
      const club = await createClub(a, { sizes: [3] });
      const node = await further();
      await meet(node);
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      for (const place of [1, 2, 3]) await click(club, place);
      await phone.entry("list-1", 3);
      expect(phone.on("list-1").map(({ seq }) => seq)).toEqual([1, 2, 3]);
      await part(node);
    });

    it("[R-11] I7: who signs out in one process is let go by another at once, by the hint alone", async () => {
      const club = await createClub(a, { sizes: [1] });
      const person = await club.as(club.at(1, 1));
      const node = await further();
      await meet(node);
      const phone = await phoneOn(node, person.token);
      const begun = performance.now();
      node.deafen();
      await person.api.request("POST", "/api/auth/sign-out");
      expect(await phone.end()).toBe("io server disconnect");
      expect(phone.last("session:expired")).toEqual({ reason: "revoked" });
      expect(performance.now() - begun).toBeLessThan(1000);
      await part(node);
    });

    it("[R-11] [I12] Redis dies while everybody writes: no phone misses anything, and hints work when it is back", async () => {
      const club = await createClub(a, { sizes: [30] });
      const phones = await Promise.all([phoneOn(b, club.admin.token), club.admin.connect()]);
      const late = await further();
      for (let place = 1; place <= 30; place++) {
        if (place === 10) await redis.kill();
        expect((await click(club, place)).status).toBe(200);
      }
      const missed = performance.now();
      for (const phone of phones) {
        await phone.entry("list-1", 30);
        expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
      }
      expect(performance.now() - missed).toBeLessThan(1500);
      await until(() => said(a.lines, AWAY) === 1 && said(b.lines, AWAY) === 1, "word that Redis is away");
      expect([clusterOfA().isUp(), b.cluster.isUp()]).toEqual([false, false]);
      await redis.begin();
      await until(() => said(a.lines, BACK) === 1 && said(b.lines, BACK) === 1, "word that Redis is back");
      await meet(late);
      late.deafen();
      const hears = await phoneOn(late, club.admin.token);
      await click(club, 1, "Disponible");
      await hears.entry("list-1", 31);
      // Once each: a process that is told the same every 100 ms drowns whoever reads its log.
      expect([said(a.lines, AWAY), said(b.lines, AWAY)]).toEqual([1, 1]);
      await part(late);
    });

    it("[R-11] [I12] a process that starts while Redis is away serves, and joins when it is there", async () => {
      const club = await createClub(a, { sizes: [2] });
      await redis.kill();
      const node = await further();
      const phone = await phoneOn(node, club.admin.token);
      await click(club, 1);
      await phone.entry("list-1", 1);
      expect(node.cluster.isUp()).toBe(false);
      await redis.begin();
      await meet(node);
      node.deafen();
      await click(club, 2);
      await phone.entry("list-1", 2);
      await part(node);
    });

    it("[R-11] [I12] an emptied Redis changes nothing", async () => {
      const club = await createClub(a, { sizes: [2] });
      const node = await further();
      await meet(node);
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      await redis.ask((client) => client.flushall());
      await click(club, 1);
      await phone.entry("list-1", 1);
      await part(node);
    });

    it("[R-11] connections to Redis that hang without a word are noticed, and made anew", async () => {
      const club = await createClub(a, { sizes: [1] });
      const gate = await TcpGate.open(redis.port);
      const node = await further(gate.url);
      await meet(node);
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      const before = await listeners();
      gate.hang();
      await until(() => said(node.lines, BACK) > 0, "word that Redis is back");
      // Redis still counts the connection that hangs.
      await vi.waitFor(async () => expect(await listeners()).toBe(before + 1), {
        timeout: 5000,
        interval: 20,
      });
      await click(club, 1);
      await phone.entry("list-1", 1);
      await part(node);
      await gate.close();
    });

    it("[R-11] rubbish on the channels harms nobody", async () => {
      const club = await createClub(a, { sizes: [2] });
      const phone = await phoneOn(b, club.admin.token);
      const [request = ""] = await requestChannels();
      const room = request.replace("-request#", "#");
      await redis.ask(async (client) => {
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
      await meet(b);
      await click(club, 2);
      await phone.entry("list-1", 2);
      expect(phone.heard.map(({ seq }) => seq)).toEqual([1, 2]);
      expect(phone.ended).toBeNull();
      expect(phone.signals.map(({ event }) => event)).toEqual(["sync:ready"]);
    });

    it("[R-11] the processes of another database on the same Redis are not heard", async () => {
      if (!target) return;
      const club = await createClub(a, { sizes: [1] });
      const elsewhere = await target.create();
      const other = await FurtherNode.start(elsewhere, redis.url);
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
      const club = await createClub(a, { sizes: [1] });
      const node = await further();
      await meet(node);
      const phone = await phoneOn(node, club.admin.token);
      node.deafen();
      const reads = vi.spyOn(node.runtime.database.db, "select");
      const data = { caddieId: club.at(1, 1).id };
      for (let batch = 0; batch < 3; batch++) {
        const written = await a.db.transaction((tx) => {
          const publications = Array.from({ length: 100 }, () => ({
            event: "caddie:deleted",
            data,
            streams: ["list-1"],
          }));
          return appendEvents(tx, club.id, publications, new Date(), undefined);
        });
        for (const { organizationId, stream, envelope } of written)
          clusterOfA().hint([{ organizationId, stream, seq: envelope.seq }]);
      }
      await phone.entry("list-1", 300);
      expect(phone.on("list-1").map(({ seq }) => seq)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
      expect(reads.mock.calls.length).toBeLessThan(30);
      await part(node);
    });

    it("[R-11] [I12] a question is answered within its time limit with Redis away, and the stop is quick", async () => {
      const node = await further();
      await meet(node);
      await redis.kill();
      for (const wait of ["the death not yet noticed", "noticed"]) {
        const begun = performance.now();
        expect(await node.cluster.ask("stats:partial", "nobody"), wait).toEqual([]);
        expect(performance.now() - begun, wait).toBeLessThan(2000);
        await until(() => said(node.lines, AWAY) > 0, "word that Redis is away");
      }
      expect(await part(node)).toBeLessThan(1500);
      await redis.begin();
      await meet(b);
    });
  },
);
