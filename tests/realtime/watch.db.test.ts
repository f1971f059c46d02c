import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterEach, expect, it } from "vitest";
import { RealtimeClient } from "@/lib/realtime/client";
import type { Ack, SystemStats } from "@/lib/realtime/contract";
import { clientEvents } from "@/lib/realtime/contract";
import { users } from "@/lib/users/tables";
import { type Person, signIn } from "../harness/factories";
import type { Phone } from "../harness/phone";
import { onEveryDatabase } from "../harness/suite";
import { until } from "../harness/until";

const changes = (phone: Phone) =>
  phone.signals.filter(({ event }) => event === "stats:change").map(({ payload }) => payload as SystemStats);
/** Resolves with the first change, from now on, of which this is true. */
async function told(phone: Phone, what: string, is: (stats: SystemStats) => boolean): Promise<SystemStats> {
  const before = changes(phone).length;
  const found = () => changes(phone).slice(before).find(is);
  await until(() => found() !== undefined, what);
  return found() as SystemStats;
}
const watch = (phone: Phone): Promise<Ack> => phone.ask("stats:watch", {});
const FORBIDDEN = { ok: false, error: { code: "FORBIDDEN" } };

/** A phone that confirms what it is asked to. */
async function confirming(person: Person): Promise<Phone> {
  const phone = await person.connect();
  phone.socket.on("sync:heads", (_heads: unknown, ack?: (answer: object) => void) => ack?.({}));
  return phone;
}

onEveryDatabase((suite) => {
  const clients: RealtimeClient[] = [];
  afterEach(() => {
    for (const client of clients.splice(0)) client.stop();
  });
  const read = async (person: Person) => {
    const reply = await person.api.request<{ data: SystemStats }>("GET", "/api/socket-stats");
    return reply.body.data;
  };

  it("[R-10] the admin who watches is told at once, and again and again", async () => {
    const club = await suite.club(2, 1);
    const admin = await club.admin.connect();
    await (await club.as(club.at(1, 1))).connect();
    expect(await watch(admin)).toEqual({ ok: true, data: {} });
    const first = await admin.signal<SystemStats>("stats:change");
    expect(first).toMatchObject({
      nodes: 1,
      connections: {
        ...{ total: 2, users: 2 },
        byKind: { list: 2, user: 2, org: 2, admins: 1 },
        byStream: { "list-1": 2, "list-2": 1, user: 2, org: 2, admins: 1 },
      },
      events: { perMinute: 0, byName: {} },
    });
    await told(admin, "a second change", () => true);
    const [one, two] = changes(admin);
    expect(Date.parse(two?.at ?? "")).toBeGreaterThan(Date.parse(one?.at ?? ""));
  });

  it("[R-10] a change of status raises the events, their latency and the bytes", async () => {
    const club = await suite.club(2);
    const admin = await club.admin.connect();
    await watch(admin);
    const before = await admin.signal<SystemStats>("stats:change");
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    const after = await told(admin, "the event", (s) => s.events.byName["caddie:status_changed"] === 1);
    expect(after.events.series.reduce((a, b) => a + b)).toBe(1);
    expect(after.latency.commitToEmit?.count).toBeGreaterThan(0);
    expect(after.traffic.livePerMinute).toBeGreaterThan(before.traffic.livePerMinute);
  });

  it("[R-10] who watches no more is told no more, and others still are", async () => {
    const club = await suite.club(1);
    const [leaves, stays] = [await club.admin.connect(), await (await club.addAdmin()).connect()];
    await watch(leaves);
    await watch(stays);
    await leaves.signal("stats:change");
    expect(await leaves.ask("stats:unwatch", {})).toEqual({ ok: true, data: {} });
    const heard = changes(leaves).length;
    await told(stays, "a change", () => true);
    await told(stays, "one more", () => true);
    await leaves.pulse();
    expect(changes(leaves)).toHaveLength(heard);
  });

  it("[R-10] a page that begins to watch over and over leaves nothing behind", async () => {
    const club = await suite.club(1);
    const admin = await club.admin.connect();
    const [socket] = suite.server.realtime.io.sockets.sockets.values();
    const listeners = socket?.listenerCount("disconnect");
    for (let i = 0; i < 8; i++) {
      await watch(admin);
      await admin.ask("stats:unwatch", {});
    }
    expect(socket?.listenerCount("disconnect")).toBe(listeners);
  });

  it("[R-10] [C-04] a caddie may not watch, nor read, and is told nothing", async () => {
    const club = await suite.club(1);
    const caddie = await club.as(club.at(1, 1));
    const phone = await caddie.connect();
    const admin = await club.admin.connect();
    expect(await watch(phone)).toMatchObject(FORBIDDEN);
    expect((await caddie.api.request("GET", "/api/socket-stats")).status).toBe(403);
    await watch(admin);
    await admin.signal("stats:change");
    await phone.pulse();
    expect(changes(phone)).toEqual([]);
  });

  it("[C-05] who is admin no more is told nothing from then on", async () => {
    const club = await suite.club(1);
    const other = await club.addAdmin();
    const [demoted, admin] = [await other.connect(), await club.admin.connect()];
    await watch(demoted);
    await watch(admin);
    await demoted.signal("stats:change");
    await suite.server.db.update(users).set({ role: "CADDIE" }).where(eq(users.id, other.userId));
    // Whoever signs out of one device has his access read again on all.
    await (await signIn(suite.server, other)).api.request("POST", "/api/auth/sign-out");
    expect(await demoted.signal("access:changed")).toMatchObject({ role: "CADDIE" });
    const heard = changes(demoted).length;
    await told(admin, "a change", () => true);
    await told(admin, "one more", () => true);
    await demoted.pulse();
    expect(changes(demoted)).toHaveLength(heard);
    expect(await watch(demoted)).toMatchObject(FORBIDDEN);
  });

  it("[C-03] one club's figures hold nothing of another's", async () => {
    const [club, other] = [await suite.club(2), await suite.club(2)];
    const admin = await club.admin.connect();
    const foreign = await confirming(other.admin);
    await (await other.as(other.at(1, 1))).connect();
    await watch(admin);
    await watch(foreign);
    await other.admin.api.status(other.at(1, 1).id, "Ausente");
    await foreign.entry("list-1", 1);
    const stats = await told(admin, "confirmations", (s) => s.delivery !== null);
    expect(new Set(changes(admin).map((s) => s.connections.total))).toEqual(new Set([1]));
    expect(new Set(changes(foreign).map((s) => s.connections.total))).toEqual(new Set([2]));
    expect(stats.events).toMatchObject({ byName: {}, series: Array(30).fill(0) });
    expect(stats.delivery?.asked).toBe(1);
    expect((await read(other.admin)).events.byName).toMatchObject({ "caddie:status_changed": 1 });
  });

  it("[R-10] [C-03] names to the admin who is behind, on which device and since when, of his own club only", async () => {
    const club = await suite.club(2);
    const other = await suite.club(1);
    const headers = { "user-agent": "Mozilla/5.0 (Linux; Android 13) Chrome/130 Mobile Safari/537" };
    const before = new Date().toISOString();
    await (await club.as(club.at(1, 1))).connect({ headers });
    await (await other.as(other.at(1, 1))).connect();
    const admin = await confirming(club.admin);
    await watch(admin);
    const { delivery } = await told(admin, "confirmations", (s) => s.delivery !== null);
    const { account } = club.at(1, 1);
    expect(delivery?.behind).toEqual([
      { userId: account.userId, name: account.name, device: "Android · Chrome", since: expect.any(String) },
    ]);
    expect((delivery?.behind[0]?.since ?? "") >= before).toBe(true);
  });

  it("[R-10] I8: a club that nobody of is connected is not remembered, whoever asks for it", async () => {
    const club = await suite.club(1);
    const { watch: stats } = suite.server.realtime;
    // Those of other tests may still be going.
    await stats.now(randomUUID());
    const others = stats.remembered;
    for (let i = 0; i < 50; i++) await stats.now(randomUUID());
    expect(stats.remembered).toBeLessThanOrEqual(others);
    const admin = await confirming(club.admin);
    await read(club.admin);
    expect(stats.remembers(club.id)).toBe(true);
    admin.close();
    await until(() => suite.server.realtime.actorsOf(club.id).length === 0, "he is gone");
    await read(club.admin);
    expect(stats.remembers(club.id)).toBe(false);
  });

  it("[R-10] counts as up to date who confirms, and as behind who does not", async () => {
    const club = await suite.club(3);
    await confirming(await club.as(club.at(1, 1)));
    await confirming(await club.as(club.at(1, 2)));
    await (await club.as(club.at(1, 3))).connect();
    const admin = await confirming(club.admin);
    await watch(admin);
    const { delivery } = await told(admin, "confirmations", (s) => s.delivery !== null);
    expect(delivery).toMatchObject({ asked: 4, upToDate: 3, latency: { count: 3 } });
    expect(delivery?.latency?.p95).toBeLessThan(2_500);
  });

  it("[R-10] soon asks anew when a phone has come: the count is of the connections beside it", async () => {
    const club = await suite.club(1);
    const admin = await confirming(club.admin);
    await watch(admin);
    await told(admin, "the first count", (s) => s.delivery?.asked === 1);
    await confirming(await club.as(club.at(1, 1)));
    const stats = await told(admin, "both", (s) => s.delivery?.asked === 2);
    expect(stats).toMatchObject({ delivery: { upToDate: 2 }, connections: { total: 2 } });
  });

  it("[R-10] the page's own client confirms, and the first answer over HTTP has waited for it", async () => {
    const club = await suite.club(2);
    await club.admin.api.status(club.at(1, 1).id, "Ausente");
    const { cursors } = (await club.admin.api.board()).body;
    const client = new RealtimeClient({
      ...{ url: suite.server.url, enabled: true, cursors },
      getToken: async () => club.admin.token,
      poll: async () => {},
      onReset: async () => cursors,
      covers: () => true,
    });
    clients.push(client);
    const live = new Promise<void>((resolve) => {
      client.onState(() => {
        if (client.getState().phase === "live") resolve();
      });
    });
    client.start();
    await live;
    const { delivery } = await read(club.admin);
    expect(delivery).toMatchObject({ asked: 1, upToDate: 1, latency: { count: 1 } });
  });

  it("[R-02] neither takes a payload", async () => {
    const club = await suite.club(1);
    const admin = await club.admin.connect();
    for (const event of ["stats:watch", "stats:unwatch"] as const) {
      expect(clientEvents[event].safeParse(undefined).success).toBe(true);
      expect(await admin.ask(event, { club: "otro" })).toMatchObject({ error: { code: "INVALID" } });
    }
  });
});
