import { eq } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { ensureKeys } from "@/lib/push/statements";
import { pushKeys, pushSubscriptions } from "@/lib/push/tables";
import { SUBSCRIPTIONS_MOST } from "@/lib/push/vocabulary";
import type { Person } from "../harness/factories";
import { type PushBrowser, PushService, readSignature } from "../harness/push-service";
import { onEveryDatabase } from "../harness/suite";

const service = await PushService.start();
afterAll(() => service.stop());

const SUBSCRIPTIONS = "/api/push/subscriptions";
const CHROME = { "user-agent": "Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36" };

onEveryDatabase(
  (suite) => {
    const subscribe = (person: Person, browser: PushBrowser, more: object = {}) =>
      person.api.request<{ data: { id: string } }>("POST", SUBSCRIPTIONS, {
        body: { ...browser.subscription, ...more },
        headers: CHROME,
      });
    const test = (person: Person, { endpoint }: PushBrowser) =>
      person.api.request<{ data: { id: string; outcome: string } }>("POST", "/api/push/test", {
        body: { endpoint },
      });
    const devicesOf = (person: Person) =>
      suite.server.db.select().from(pushSubscriptions).where(eq(pushSubscriptions.userId, person.userId));

    it("[R-06] the keys are made once, whoever starts, and the private one is told nobody", async () => {
      const { db } = suite.server;
      const [before] = await db.select().from(pushKeys);
      await Promise.all([1, 2, 3].map(() => ensureKeys(db, new Date())));
      await db.delete(pushKeys);
      await Promise.all([1, 2, 3].map(() => ensureKeys(db, new Date())));
      const made = await db.select().from(pushKeys);
      expect(made).toHaveLength(1);
      expect(made[0]?.privateKey).not.toBe(before?.privateKey);
      await db.update(pushKeys).set({ publicKey: before?.publicKey, privateKey: before?.privateKey });
      const { admin } = await suite.club(1);
      const reply = await admin.api.request("GET", "/api/push/key");
      expect(reply.body).toEqual({ data: { publicKey: before?.publicKey } });
      expect(JSON.stringify(suite.server.lines)).not.toContain(before?.privateKey);
    });

    it("[R-06] a test comes out of the browser as it was written, signed with the key that it knows", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = service.browser();
      expect((await subscribe(person, browser)).status).toBe(201);
      const { status, body } = await test(person, browser);
      expect([status, body.data.outcome]).toEqual([200, "accepted"]);
      expect(service.to(browser)).toEqual([
        expect.objectContaining({
          ...{ id: body.data.id, kind: "test", tag: "test", url: "/perfil", locale: "es" },
          title: "Aviso de prueba",
        }),
      ]);
      const { headers } = service.deliveries.find((delivery) => delivery.browser === browser) ?? {};
      expect(headers).toMatchObject({ ttl: "60", urgency: "high", topic: "test" });
      const key = await person.api.request<{ data: { publicKey: string } }>("GET", "/api/push/key");
      const claims = readSignature(headers?.authorization ?? "", key.body.data.publicKey);
      expect(claims?.aud).toBe(service.origin);
      expect(claims?.sub).toMatch(/^(mailto|https):/);
      expect(claims?.exp).toBeLessThan(Date.now() / 1000 + 24 * 60 * 60);
    });

    it("a second word of the same device changes nothing, another session or owner takes it over", async () => {
      const club = await suite.club(2);
      const [first, again] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 1))];
      const other = await club.as(club.at(1, 2));
      const browser = service.browser();
      const { id } = (await subscribe(first, browser)).body.data;
      expect((await subscribe(first, browser)).body.data.id).toBe(id);
      expect(await devicesOf(first)).toMatchObject([
        { sessionId: first.sessionId, device: "Android · Chrome" },
      ]);
      expect((await subscribe(again, browser)).body.data.id).toBe(id);
      expect(await devicesOf(first)).toMatchObject([{ sessionId: again.sessionId }]);
      await subscribe(other, browser);
      expect([await devicesOf(first), (await devicesOf(other)).length]).toEqual([[], 1]);
      expect((await test(first, browser)).status).toBe(404);
    });

    it("a new address of a browser takes the place of the old one, of one's own alone", async () => {
      const club = await suite.club(2);
      const [person, other] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 2))];
      const [old, fresh, theirs] = [service.browser(), service.browser(), service.browser()];
      await subscribe(person, old);
      await subscribe(other, theirs);
      await subscribe(person, fresh, { replaces: old.endpoint });
      await subscribe(person, fresh, { replaces: theirs.endpoint });
      expect((await devicesOf(person)).map(({ endpoint }) => endpoint)).toEqual([fresh.endpoint]);
      expect(await devicesOf(other)).toHaveLength(1);
    });

    it("[R-03] takes no address that leads inside, and no keys that are none", async () => {
      const { admin } = await suite.club(1);
      const { subscription } = service.browser();
      const give = async (change: object) => {
        const reply = await admin.api.request<{ errors?: { path: string }[] }>("POST", SUBSCRIPTIONS, {
          body: { ...subscription, ...change },
        });
        return [reply.status, reply.body.errors?.[0]?.path];
      };
      for (const endpoint of [
        "https://localhost/x",
        "https://169.254.169.254/x",
        "http://fcm.googleapis.com/x",
      ])
        expect(await give({ endpoint }), endpoint).toEqual([422, "endpoint"]);
      const { keys } = subscription;
      expect(await give({ keys: { ...keys, p256dh: "AAAA" } })).toEqual([422, "keys.p256dh"]);
      expect(await give({ keys: { ...keys, auth: "x".repeat(23) } })).toEqual([422, "keys.auth"]);
    });

    it("keys that look right and fit no curve are forgotten at the first try", async () => {
      const { admin } = await suite.club(1);
      const browser = service.browser();
      const p256dh = `B${"A".repeat(85)}B`;
      await subscribe(admin, browser, { keys: { ...browser.subscription.keys, p256dh } });
      expect((await test(admin, browser)).body.data.outcome).toBe("gone");
      expect(await devicesOf(admin)).toEqual([]);
    });

    it("[R-03] of one person ten devices are kept, those that were heard of last", async () => {
      const { admin } = await suite.club(1);
      const browsers = Array.from({ length: SUBSCRIPTIONS_MOST + 2 }, () => service.browser());
      for (const browser of browsers) await subscribe(admin, browser);
      const kept = (await devicesOf(admin)).map(({ endpoint }) => endpoint);
      expect(kept).toHaveLength(SUBSCRIPTIONS_MOST);
      expect(kept).toContain(browsers.at(-1)?.endpoint);
    });

    it("says how the service took it: gone is forgotten at once, refused after ten in a row", async () => {
      const { admin } = await suite.club(1);
      const [gone, refused] = [service.browser(), service.browser()];
      await subscribe(admin, gone);
      await subscribe(admin, refused);
      service.answerTo(gone, 410);
      service.answerTo(refused, 403);
      expect((await test(admin, gone)).body.data.outcome).toBe("gone");
      expect((await devicesOf(admin)).map(({ endpoint }) => endpoint)).toEqual([refused.endpoint]);
      expect((await test(admin, refused)).body.data.outcome).toBe("refused");
      expect(await devicesOf(admin)).toMatchObject([{ failures: 1 }]);
      service.answerTo(refused, 201);
      await test(admin, refused);
      expect(await devicesOf(admin)).toMatchObject([{ failures: 0 }]);
    });

    it("[R-03] ten tests a minute are enough for anybody", async () => {
      const { admin } = await suite.club(1);
      const browser = service.browser();
      await subscribe(admin, browser);
      const replies = [];
      for (let i = 0; i < 11; i++) replies.push(await test(admin, browser));
      expect(replies.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
      expect(replies.at(-1)?.headers.get("retry-after")).toMatch(/^\d+$/);
    });

    it("ends with its session, with all sessions, and with the account", async () => {
      const club = await suite.club(3);
      const people = await Promise.all([1, 2, 3].map((place) => club.as(club.at(1, place))));
      const [leaves, flees, closed] = people as [Person, Person, Person];
      for (const person of people) await subscribe(person, service.browser());
      await leaves.api.request("POST", "/api/auth/sign-out");
      await flees.api.request("POST", "/api/auth/sign-out-everywhere");
      await club.admin.api.toUser(closed.userId, "disable");
      await suite.server.runtime.push?.tidy();
      for (const person of people) expect(await devicesOf(person)).toEqual([]);
    });

    it("is turned off by whoever it is, and by nobody else", async () => {
      const club = await suite.club(2);
      const [person, other] = [await club.as(club.at(1, 1)), await club.as(club.at(1, 2))];
      const browser = service.browser();
      await subscribe(person, browser);
      const { endpoint } = browser;
      const off = (who: Person) => who.api.request("DELETE", SUBSCRIPTIONS, { body: { endpoint } });
      expect((await off(other)).status).toBe(204);
      expect(await devicesOf(person)).toHaveLength(1);
      expect((await off(person)).status).toBe(204);
      expect(await devicesOf(person)).toEqual([]);
    });
  },
  { PUSH_ALLOWED_ORIGINS: service.origin },
);
