import { randomUUID } from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { afterAll, afterEach, expect, it } from "vitest";
import { Courier } from "@/lib/courier";
import { notifications } from "@/lib/notices/tables";
import { PushWorker } from "@/lib/push/jobs";
import { keyPair } from "@/lib/push/queries";
import { pushSubscriptions } from "@/lib/push/tables";
import { Metrics } from "@/lib/telemetry/metrics";
import { users } from "@/lib/users/tables";
import type { Person, TestClub } from "../harness/factories";
import { type PushBrowser, PushService } from "../harness/push-service";
import { onEveryDatabase } from "../harness/suite";

const service = await PushService.start();
afterAll(() => service.stop());
afterEach(() => {
  service.answer = null;
});

/** Later than anything that the server's own worker looks at, so that these tests have their notices to themselves. */
const LATER = new Date(Date.now() + 60 * 60_000);
const after = (seconds: number) => new Date(LATER.getTime() + seconds * 1_000);

onEveryDatabase(
  (suite) => {
    async function worker() {
      const metrics = new Metrics();
      const { db, runtime } = suite.server;
      const trusted = new Set([service.origin]);
      const courier = new Courier({ keys: await keyPair(db), contact: "mailto:a@b.co", trusted, metrics });
      const made = new PushWorker({ db, log: runtime.log, courier });
      return { pass: (now = LATER) => made.pass(now), metrics, made };
    }

    async function listen(person: Person): Promise<PushBrowser> {
      const browser = service.browser();
      await person.api.request("POST", "/api/push/subscriptions", { body: browser.subscription });
      return browser;
    }

    /** Something that a person is to hear of at LATER. */
    async function due(club: TestClub, person: Person, kind: "next" | "turn_corrected" = "turn_corrected") {
      const id = randomUUID();
      const data =
        kind === "next"
          ? { listNumber: 1 }
          : {
              ...{ turnId: randomUUID(), caddieId: randomUUID(), startedAt: LATER.toISOString() },
              ...{ fields: ["holes"], by: "Ana Posada" },
            };
      await suite.server.db.insert(notifications).values({
        ...{ id, organizationId: club.id, userId: person.userId, kind, data },
        ...{ createdAt: LATER, pushState: "due" as const, pushAfter: LATER },
      });
      return id;
    }
    const states = async (...ids: string[]) => {
      const found = await suite.server.db.select().from(notifications).where(inArray(notifications.id, ids));
      return ids.map((id) => found.find((row) => row.id === id)?.pushState);
    };

    it("[R-06] reaches all of a person's devices, in his language, with what it is about and how many are unread", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const [phone, tablet] = [await listen(person), await listen(person)];
      await suite.server.db.update(users).set({ locale: "en" }).where(eq(users.id, person.userId));
      const id = await due(club, person, "next");
      await (await worker()).pass();
      for (const browser of [phone, tablet]) {
        const [message] = service.to(browser);
        expect(message).toMatchObject({
          id,
          kind: "next",
          locale: "en",
          tag: "place",
          url: "/turnos",
          unread: 1,
        });
        expect(message?.body).toContain("Lista 1");
      }
      const { headers } = service.deliveries.find((delivery) => delivery.browser === phone) ?? {};
      expect(headers).toMatchObject({ ttl: "900", urgency: "high", topic: "place" });
      expect(await states(id)).toEqual(["sent"]);
    });

    it("[R-07] what the club announces is on a locked phone at once", async () => {
      const club = await suite.club(1, 1);
      const [person, other] = [await club.as(club.at(1, 1)), await club.as(club.at(2, 1))];
      const [browser, theirs] = [await listen(person), await listen(other)];
      const body = { message: "Hoy se sale desde el hoyo 10", type: "urgent", listNumber: 1 };
      const reply = await club.admin.api.request("POST", "/api/announcements", { body });
      expect(reply.status).toBe(201);
      await service.delivered(browser);
      expect(service.to(browser)).toEqual([
        expect.objectContaining({
          title: "Urgente",
          body: body.message,
          kind: "announcement",
          url: "/avisos",
        }),
      ]);
      expect(service.to(theirs)).toEqual([]);
    });

    it("of several processes each notice is sent by one, once", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = await listen(person);
      const ids = await Promise.all(Array.from({ length: 90 }, () => due(club, person)));
      const workers = await Promise.all([worker(), worker(), worker()]);
      await Promise.all(workers.map(({ pass }) => pass()));
      const told = service.to(browser).map(({ id }) => id);
      expect([...told].sort()).toEqual([...ids].sort());
      expect(new Set(await states(...ids))).toEqual(new Set(["sent"]));
    });

    it("one that died with its process is sent by another when its lease is over", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = await listen(person);
      const id = await due(club, person);
      const dying = await worker();
      await dying.made.stop();
      await dying.pass();
      expect([service.to(browser), await states(id)]).toEqual([[], ["due"]]);
      const other = await worker();
      await other.pass(after(60));
      expect(service.to(browser)).toEqual([]);
      await other.pass(after(121));
      expect([service.to(browser).length, await states(id)]).toEqual([1, ["sent"]]);
    });

    it("410 forgets the device; without any other there is nobody to tell", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = await listen(person);
      service.answerTo(browser, 410);
      const ids = [await due(club, person)];
      const { pass, metrics } = await worker();
      await pass();
      ids.push(await due(club, person));
      await pass();
      expect(await states(...ids)).toEqual(["failed", "none"]);
      const isHis = eq(pushSubscriptions.userId, person.userId);
      expect(await suite.server.db.select().from(pushSubscriptions).where(isHis)).toEqual([]);
      expect(await metrics.registry.metrics()).toContain('caddiepro_pushes_total{outcome="gone"} 1');
    });

    it("a device that fails gets it later, and the one that has it does not get it twice", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const [good, bad] = [await listen(person), await listen(person)];
      service.answerTo(bad, 503);
      const id = await due(club, person);
      const { pass } = await worker();
      await pass();
      await pass(after(1));
      expect([service.to(good).length, await states(id)]).toEqual([1, ["due"]]);
      await pass(after(2));
      service.answerTo(bad, 201);
      await pass(after(11));
      expect([service.to(bad).length, await states(id)]).toEqual([0, ["due"]]);
      await pass(after(12));
      expect([service.to(good).length, service.to(bad).length]).toEqual([1, 1]);
      expect(await states(id)).toEqual(["sent"]);
    });

    it("[R-17] a service that fails is left alone, and asked again later: the breaker opens and closes", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = await listen(person);
      service.answer = { status: 500 };
      const ids = await Promise.all(Array.from({ length: 12 }, () => due(club, person)));
      const { pass, metrics } = await worker();
      const before = service.asked;
      await pass();
      const knocks = service.asked - before;
      expect(knocks).toBeGreaterThanOrEqual(5);
      // Those that were under way side by side when it shut.
      expect(knocks).toBeLessThanOrEqual(12);
      await pass(after(20));
      expect(service.asked - before).toBe(knocks);
      expect(await metrics.registry.metrics()).toContain("caddiepro_push_services_shut 1");
      service.answer = null;
      await pass(after(31));
      await pass(after(33));
      expect(await metrics.registry.metrics()).toContain("caddiepro_push_services_shut 0");
      expect(new Set(service.to(browser).map(({ id }) => id))).toEqual(new Set(ids));
      expect(service.to(browser)).toHaveLength(ids.length);
      expect(new Set(await states(...ids))).toEqual(new Set(["sent"]));
    });

    it("waits as long as the service asks", async () => {
      const club = await suite.club(1);
      const person = await club.as(club.at(1, 1));
      const browser = await listen(person);
      service.answer = { status: 429, headers: { "retry-after": "120" } };
      const id = await due(club, person);
      const { pass } = await worker();
      await pass();
      service.answer = null;
      await pass(after(119));
      expect(service.to(browser)).toEqual([]);
      await pass(after(121));
      expect([service.to(browser).length, await states(id)]).toEqual([1, ["sent"]]);
    });

    it("[C-05] whoever signed out, was shut out, or is somebody else hears nothing", async () => {
      const club = await suite.club(4);
      const people = await Promise.all([1, 2, 3, 4].map((place) => club.as(club.at(1, place))));
      const [out, disabled, colleague, told] = people as [Person, Person, Person, Person];
      const browsers = await Promise.all(people.map(listen));
      await out.api.request("POST", "/api/auth/sign-out");
      await club.admin.api.toUser(disabled.userId, "disable");
      const ids = [await due(club, out), await due(club, disabled), await due(club, told)];
      await (await worker()).pass();
      expect(browsers.map((browser) => service.to(browser).length)).toEqual([0, 0, 0, 1]);
      expect(await states(...ids)).toEqual(["none", "none", "sent"]);
      expect(colleague.userId).not.toBe(told.userId);
    });
  },
  { PUSH_ALLOWED_ORIGINS: service.origin },
);
