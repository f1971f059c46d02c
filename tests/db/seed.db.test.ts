import { expect, it } from "vitest";
import type { Close, OpenDay } from "@/lib/closes/contract";
import { seedDemo } from "@/lib/db/seed";
import type { Figures } from "@/lib/figures/contract";
import type { PastRow } from "@/lib/history/contract";
import { DEMO_PASSWORD } from "@/lib/users/vocabulary";
import { Api } from "../harness/api";
import { onEveryDatabase } from "../harness/suite";

onEveryDatabase(
  (suite) => {
    async function signIn(identifier: string): Promise<Api> {
      const { body } = await new Api(() => suite.server.url, null).request<{ token: string }>(
        "POST",
        "/api/auth/token",
        { body: { identifier, password: DEMO_PASSWORD } },
      );
      return new Api(() => suite.server.url, body.token);
    }
    const boardOf = async (identifier: string) => (await (await signIn(identifier)).board()).body.data;

    it("an empty database gets two clubs, and everybody of the demo can sign in to his own", async () => {
      const demo = await boardOf("admin@demo.club");
      expect(demo).toHaveLength(120);
      expect(await boardOf("admin2@demo.club")).toEqual(demo);
      for (const list of [1, 2, 3]) {
        const places = demo.filter(({ listNumber }) => listNumber === list).map(({ position }) => position);
        expect(places).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      }
      expect(await boardOf("admin@otro.club")).toHaveLength(9);
      for (const [n, list] of [
        [1, 1],
        [40, 1],
        [41, 2],
        [81, 3],
        [120, 3],
      ]) {
        const seen = await boardOf(`caddie${n}@demo.club`);
        expect(new Set(seen.map(({ listNumber }) => listNumber))).toEqual(new Set([list]));
        expect(seen.filter(({ phoneNumber }) => phoneNumber !== null)).toHaveLength(1);
      }
      expect(await boardOf("caddie9@otro.club")).toHaveLength(3);
    });

    it("turns of the last days are there, all finished, and none in the future", async () => {
      const { data } = (await (await signIn("admin@demo.club")).turns("?limit=200")).body;
      expect(data.length).toBeGreaterThan(100);
      expect(
        data.every(({ status, endedAt }) => status === "finished" && Date.parse(endedAt ?? "") < Date.now()),
      ).toBe(true);
    });

    it("each close counts the turns that the figures of its day show", async () => {
      const api = await signIn("admin@demo.club");
      const counted: [string, number, number][] = [];
      for (let isPast = true; isPast; ) {
        const { open } = (await api.request<{ open: OpenDay }>("GET", "/api/closes?limit=1")).body;
        const { day } = open;
        const close = await api.request<{ data: Close }>("POST", "/api/closes", { body: { day } });
        const { turns9, turns18, turnsOther } = close.body.data.report;
        const figures = await api.request<{ data: Figures[] }>("GET", `/api/figures?from=${day}&to=${day}`);
        const shown = figures.body.data.reduce((sum, { turns }) => sum + turns, 0);
        counted.push([day, turns9 + turns18 + turnsOther, shown]);
        isPast = Date.parse(open.closesAt) < Date.now();
      }
      expect(counted.map(([day, , shown]) => [day, shown, shown])).toEqual(counted);
      expect(counted.reduce((sum, [, frozen]) => sum + frozen, 0)).toBe(180);
    });

    it("a database that holds a club is left alone", async () => {
      const before = await boardOf("admin@demo.club");
      await seedDemo(suite.server.db, new Date());
      expect(await boardOf("admin@demo.club")).toEqual(before);
    });
  },
  { SEED_DEMO: "1" },
);

onEveryDatabase(
  (suite) => {
    it("with weeks of past turns the board is the same, and its past is whole", async () => {
      const { body } = await new Api(() => suite.server.url, null).request<{ token: string }>(
        "POST",
        "/api/auth/token",
        { body: { identifier: "admin@demo.club", password: DEMO_PASSWORD } },
      );
      const api = new Api(() => suite.server.url, body.token);
      const { data } = (await api.board()).body;
      expect(data.map(({ position }) => position)).toEqual(
        [1, 2, 3].flatMap(() => Array.from({ length: 40 }, (_, i) => i + 1)),
      );
      expect(data.slice(0, 3).map(({ name }) => name)).toEqual([
        "Alejandro Ríos",
        "Jhon Fredy Zapata",
        "Carlos Mejía",
      ]);
      const told = [1, 2, 3].map((list) =>
        api.request<{ data: PastRow[] }>(
          "GET",
          `/api/history/board?list=${list}&at=${new Date().toISOString()}`,
        ),
      );
      const rows = (await Promise.all(told)).flatMap((reply) => reply.body.data);
      expect(rows.map(({ caddieId, position, since }) => [caddieId, position, since])).toEqual(
        data.map(({ id, position, since }) => [id, position, since]),
      );
      const past = (await api.turns("?limit=200")).body.data;
      expect(past.every(({ endedAt }) => endedAt !== null && Date.parse(endedAt) < Date.now())).toBe(true);
      expect((await api.status(data[0]?.id ?? "", "En campo")).status).toBe(200);
    });
  },
  { SEED_DEMO: "1", SEED_WEEKS: "2" },
);
