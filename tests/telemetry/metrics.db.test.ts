import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { GET as board } from "@/app/api/caddies/route";
import { REPLAY_LIMIT } from "@/lib/realtime/contract";
import { Api, type Method } from "../harness/api";
import { Chance } from "../harness/chance";
import { PASSWORD, type TestClub } from "../harness/factories";
import { Phone } from "../harness/phone";
import { loadRoutes } from "../harness/router";
import { onEveryDatabase } from "../harness/suite";
import { readExposition } from "./prometheus";

const TOKEN = "a-scraper's-own-token";
const FAMILIES: Record<string, string> = {
  connections: "gauge",
  joins_total: "counter",
  events_total: "counter",
  emit_lag_seconds: "histogram",
  commit_to_emit_seconds: "histogram",
  http_request_seconds: "histogram",
  replay_events: "histogram",
  resets_total: "counter",
  handshakes_refused_total: "counter",
  limits_hit_total: "counter",
  slow_consumers_total: "counter",
  tail_lag_seconds: "gauge",
  redis_up: "gauge",
  database_up: "gauge",
  walls: "gauge",
  pushes_total: "counter",
  push_services_shut: "gauge",
};

onEveryDatabase(
  (suite) => {
    const anyone = () => new Api(() => suite.server.url, null);
    const ask = (headers: Record<string, string>) =>
      anyone().request<string>("GET", "/api/metrics", { headers });
    /** As this machine's own scraper reads it. */
    const scrape = async () => readExposition((await ask({})).body);
    const rename = (club: TestClub, place = 1) =>
      club.admin.api.update(club.at(1, place).id, { name: `Nombre ${Math.random()}` });

    it("[R-10] Prometheus can read it, and finds every family with its type", async () => {
      const { headers, status, body } = await ask({});
      expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        "no-store",
      ]);
      const { types, value } = readExposition(body);
      const ours = [...types].filter(([name]) => name.startsWith("caddiepro_"));
      expect(Object.fromEntries(ours)).toEqual(
        Object.fromEntries(Object.entries(FAMILIES).map(([name, type]) => [`caddiepro_${name}`, type])),
      );
      for (const name of [
        "process_cpu_seconds_total",
        "process_resident_memory_bytes",
        "nodejs_eventloop_lag_p99_seconds",
      ])
        expect(types.has(name), name).toBe(true);
      expect(value("caddiepro_database_up")).toBe(1);
      expect(value("caddiepro_redis_up")).toBe(0);
      expect(value("caddiepro_tail_lag_seconds")).toBeLessThan(3);
    });

    it("[R-10] this machine may read it, and whoever has the token; nobody else", async () => {
      const away = { "x-forwarded-for": "203.0.113.9" };
      const bearer = (token: string) => ({ ...away, authorization: `Bearer ${token}` });
      const status = async (headers: Record<string, string>) => (await ask(headers)).status;
      for (const near of ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
        expect(await status({ "x-forwarded-for": near }), near).toBe(200);
      expect(await status(bearer(TOKEN))).toBe(200);
      expect(await status({ ...away, authorization: `bearer ${TOKEN}` })).toBe(200);
      const club = await suite.club(1);
      for (const wrong of ["", "x", TOKEN.slice(0, -1), `${TOKEN}x`, club.admin.token])
        expect(await status(bearer(wrong)), wrong).toBe(401);
      expect(await status({ ...away, authorization: TOKEN })).toBe(401);
      // Whoever is passed on by a proxy of this machine is not this machine.
      for (const far of [
        "203.0.113.9",
        "127.0.0.1, 203.0.113.9",
        "203.0.113.9, 127.0.0.1",
        "127.0.0.1.evil.club",
        "x127.0.0.1",
      ])
        expect(await status({ "x-forwarded-for": far }), far).toBe(401);
    });

    it("[R-10] connections, joins, events, replays and resets are counted as they happen", async () => {
      const club = await suite.club(2);
      const before = await scrape();
      const grown = async (name: string, labels = {}) =>
        (await scrape()).value(`caddiepro_${name}`, labels) - before.value(`caddiepro_${name}`, labels);
      const person = await club.as(club.at(1, 1));
      const phone = await person.connect();
      expect(await grown("connections")).toBe(1);
      // His list, himself and his club.
      expect(await grown("joins_total")).toBe(3);
      expect(await grown("replay_events_count")).toBe(0);
      for (let n = 1; n <= 3; n++) await rename(club, 2);
      await phone.entry("list-1", 3);
      expect(await grown("events_total", { event: "caddie:updated" })).toBe(3);
      for (const family of ["emit_lag_seconds_count", "commit_to_emit_seconds_count"])
        expect(await grown(family)).toBe(3);
      const epoch = suite.server.runtime.tail.epoch;
      await person.connect({ auth: { cursors: { "list-1": { epoch, seq: 1 } } } });
      expect(await grown("replay_events_sum")).toBe(2);
      expect(await grown("replay_events_count")).toBe(1);
      expect(await grown("replay_events_bucket", { le: "1" })).toBe(0);
      expect(await grown("replay_events_bucket", { le: String(REPLAY_LIMIT) })).toBe(1);
      await person.connect({ auth: { cursors: { "list-1": { epoch: "older", seq: 1 } } } });
      expect(await grown("resets_total")).toBe(1);
      expect(await grown("replay_events_count")).toBe(1);
      expect(await grown("connections")).toBe(3);
    });

    it("[R-10] refused handshakes and limits that were hit are counted by their reason", async () => {
      const club = await suite.club(1);
      const before = await scrape();
      const grown = async (name: string, labels: Record<string, string>) =>
        (await scrape()).value(`caddiepro_${name}`, labels) - before.value(`caddiepro_${name}`, labels);
      await new Phone(suite.server.url, { auth: { token: "forged" } }).refused();
      await new Phone(suite.server.url, {}).refused();
      expect(await grown("handshakes_refused_total", { code: "UNAUTHENTICATED" })).toBe(2);
      const phone = await club.admin.connect();
      await Promise.all(Array.from({ length: 22 }, () => phone.ask("ping:rtt", {})));
      expect(await grown("limits_hit_total", { limit: "events" })).toBe(2);
      const person = await club.as(club.at(1, 1));
      const phones = Array.from(
        { length: 31 },
        () => new Phone(suite.server.url, { auth: { token: person.token } }),
      );
      const refused = await Promise.all(
        phones.map((one) =>
          one.ready().then(
            () => 0,
            () => 1,
          ),
        ),
      );
      expect(refused.filter(Boolean)).toHaveLength(1);
      expect(await grown("limits_hit_total", { limit: "connects" })).toBe(1);
      expect(await grown("handshakes_refused_total", { code: "RATE_LIMITED" })).toBe(1);
    });

    it("[R-10] requests are counted by method, route and status", async () => {
      const club = await suite.club(1);
      const before = await scrape();
      await club.admin.api.board();
      await anyone().request("GET", "/api/caddies");
      await rename(club);
      await club.admin.api.caddie(randomUUID());
      await club.admin.api.status(club.at(1, 1).id, "En campo");
      const after = await scrape();
      const count = (method: string, route: string, status: string) => {
        const labels = { method, route, status };
        const name = "caddiepro_http_request_seconds_count";
        return after.value(name, labels) - before.value(name, labels);
      };
      expect([
        count("GET", "/api/caddies", "200"),
        count("GET", "/api/caddies", "401"),
        count("PUT", "/api/caddies/[caddieId]", "200"),
        count("GET", "/api/caddies/[caddieId]", "404"),
        count("PATCH", "/api/caddies/[caddieId]/status", "200"),
      ]).toEqual([1, 1, 1, 1, 1]);
      const buckets = after.samples.filter(
        ({ name, labels }) => name.endsWith("http_request_seconds_bucket") && labels.route === "/api/caddies",
      );
      for (const { labels, value } of buckets.filter(({ labels: { le } }) => le === "+Inf"))
        expect(value).toBe(
          after.value("caddiepro_http_request_seconds_count", { ...labels, le: undefined } as never),
        );
    });

    it("[R-10] odd addresses, ids and events make no label of their own", async () => {
      const chance = Chance.fresh();
      const club = await suite.club(1);
      const routes = new Set((await loadRoutes()).map(({ path }) => path.replace("[...", "[")));
      const words = [
        "caddies",
        "api",
        "status",
        "%61pi",
        "",
        "..%2f",
        "Ñ",
        "a b",
        "x".repeat(300),
        '"',
        "\\",
        "{}",
        "[caddieId]",
        "turns",
        "0",
      ];
      const methods: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
      const odd = () => (chance.upTo(2) === 1 ? chance.pick(words) : `${randomUUID()}${chance.pick(words)}`);
      for (let n = 0; n < 200; n++) {
        const start = chance.pick(["/api", "/api/caddies", "/api/turns", "/api//caddies", "/api/caddies/x"]);
        const path = [start, ...Array.from({ length: chance.upTo(4) }, odd)].join("/");
        const encoded = chance.upTo(2) === 1 ? encodeURI(path) : path.replaceAll(" ", "+");
        await club.admin.api.request(chance.pick(methods), `${encoded}?list=${odd().replaceAll("#", "")}`);
      }
      // However lenient the router before it is about an address.
      for (const path of ["/%61pi/caddies", "/api//caddies", "/API/caddies", "/api/caddies/", "/api/c4ddies"])
        await board(new Request(`http://localhost${path}`), { params: Promise.resolve({}) });
      const phone = await club.admin.connect();
      for (let n = 0; n < 10; n++) await phone.ask(`odd:${n}`, {});
      const seen = await scrape();
      const known = new Set([...routes, "unknown"]);
      const strange = [...seen.valuesOf("route")].filter((route) => !known.has(route));
      expect(strange, `FUZZ_SEED=${chance.seed}`).toEqual([]);
      for (const label of ["method", "status", "event", "code", "limit"])
        for (const value of seen.valuesOf(label))
          expect(value).toMatch(/^[A-Z_]+$|^\d{3}$|^[a-z]+(:[a-z_]+)?$|^[a-z_]+$/);
      suite.server.takeFaults();
    });

    it("[R-10] [R-15] it names no person, no club and no secret", async () => {
      const club = await suite.club(2);
      const person = await club.as(club.at(1, 1));
      const phone = await person.connect();
      await anyone().request("POST", "/api/auth/token", {
        body: { identifier: club.admin.identifier, password: PASSWORD },
      });
      await person.api.request("GET", `/api/caddies/${club.at(1, 2).id}`);
      await rename(club);
      await phone.entry("list-1", 1);
      const { body } = await ask({});
      const { id, name, phoneNumber, account } = club.at(1, 1);
      const secrets = [
        club.id,
        id,
        club.at(1, 2).id,
        name,
        phoneNumber,
        account.identifier,
        person.token,
        person.sessionId,
        person.userId,
        TOKEN,
        "127.0.0.1",
      ];
      for (const secret of secrets) expect(body).not.toContain(secret);
      expect(body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    });
  },
  { METRICS_TOKEN: TOKEN, TRUST_PROXY: "1" },
);
