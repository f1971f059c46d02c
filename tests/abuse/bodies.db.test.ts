import { eq, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Db, rows } from "@/lib/db/client";
import { sessions } from "@/lib/users/tables";
import { Chance } from "../harness/chance";
import type { Person, TestClub } from "../harness/factories";
import { expectWholeLog, logOf } from "../harness/log";
import { loadRoutes } from "../harness/router";
import { onEveryDatabase } from "../harness/suite";
import { sendStrangeBodies } from "./body-fuzz";
import type { Ground } from "./strange-requests";

/** FUZZ_BODIES=20000 is the long form. */
const BODIES = Number(process.env.FUZZ_BODIES) || 1_200;
const chance = Chance.fresh();
/** These end sessions: a body that says so by accident would leave nobody to go on. */
const LEFT_OUT = /sign-out/;

async function groundOf(club: TestClub, people: Person[], port: number): Promise<Ground> {
  const routes = (await loadRoutes()).flatMap(({ path, methods }) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const { data } = (await club.admin.api.startTurn({ caddieId: club.at(1, 1).id })).body;
  return {
    routes: routes.filter((route) => !LEFT_OUT.test(route)),
    tokens: people.map(({ token }) => token),
    caddieIds: club.caddies.map(({ id }) => id),
    turnIds: [data.id],
    host: `127.0.0.1:${port}`,
  };
}

/** All that is known of a club, as one text. */
async function sumOf(db: Db, clubId: string): Promise<string> {
  const tables = ["caddies", "turns", "moves", "events", "streams", "users", "lists"];
  const sums = await Promise.all(
    tables.map(async (table) => {
      const name = sql.identifier(table);
      const [row] = await rows<{ sum: string | null }>(
        db,
        sql`select md5(string_agg(t::text, ',' order by t::text)) as sum from ${name} t where organization_id = ${clubId}`,
      );
      return `${table} ${row?.sum}`;
    }),
  );
  return sums.join("\n");
}

onEveryDatabase((suite) => {
  it(`[R-02] ${BODIES} strange requests (FUZZ_SEED=${chance.seed}): each is answered, none with 5xx, and nothing is done but what was answered so`, {
    timeout: 60_000 + BODIES * 60,
  }, async () => {
    const [club, beside] = [await suite.club(40, 20), await suite.club(3)];
    const people = [
      club.admin,
      club.admin,
      club.admin,
      await club.as(club.at(1, 2)),
      await club.as(club.at(2, 1)),
    ];
    const ground = await groundOf(club, people, suite.server.port);
    const before = await sumOf(suite.server.db, beside.id);
    const signedIn = () => suite.server.db.$count(sessions, eq(sessions.userId, club.admin.userId));
    const sessionsBefore = await signedIn();

    const earlier = new Set((await logOf(suite.server, club.id)).map(({ id }) => id));
    const { statuses, wrong, told } = await sendStrangeBodies(suite.server.port, chance, ground, BODIES);

    expect(wrong).toEqual([]);
    // It went deep enough to do something, and was refused in every way there is.
    for (const status of [200, 400, 401, 403, 404, 405, 409, 413, 415, 422]) {
      expect(statuses[status], `answers with ${status}`).toBeGreaterThan(0);
    }
    await expectWholeLog(suite.server, club.id);
    const done = (await logOf(suite.server, club.id)).filter(
      ({ id, stream }) => !earlier.has(id) && stream.startsWith("list-"),
    );
    const marksOf = ({ event, stream, seq, data }: (typeof done)[number]) => [
      `${stream} ${seq}`,
      ...(event === "caddie:deleted" ? [`${(data as { caddieId: string }).caddieId} removed`] : []),
    ];
    const isTold = (entry: (typeof done)[number]) => marksOf(entry).some((mark) => told.has(mark));
    const moments = new Set(done.filter(isTold).map(({ timestamp }) => timestamp.getTime()));
    expect(done.length).toBeGreaterThan(BODIES / 400);
    // A change that makes two events is answered with where the second stands: they share their moment.
    expect(done.filter((entry) => !isTold(entry) && !moments.has(entry.timestamp.getTime()))).toEqual([]);
    const marks = new Set(done.flatMap(marksOf));
    expect([...told].filter((mark) => /^list-|removed/.test(mark) && !marks.has(mark))).toEqual([]);
    expect(await sumOf(suite.server.db, beside.id)).toBe(before);
    expect(await signedIn()).toBe(sessionsBefore);
    expect({}).not.toHaveProperty("polluted");
  });
});
