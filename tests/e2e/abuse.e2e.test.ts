import { afterAll, beforeAll, expect, it } from "vitest";
import { sendStrangeFrames } from "../abuse/attackers";
import { sendStrangeBodies } from "../abuse/body-fuzz";
import { RawConnection } from "../abuse/raw-connection";
import type { Pass } from "../abuse/yard-process";
import { Api } from "../harness/api";
import { Chance } from "../harness/chance";
import { closePhones, Phone } from "../harness/phone";
import { loadRoutes } from "../harness/router";
import { rssKb } from "../load/process-cost";
import { ownDatabase, postgresAnswers } from "./postgres";
import { ClubServer } from "./server";

/** The same fuzz as in tests/abuse, through Next: FUZZ_BODIES=20000 FUZZ_FRAMES=50000 is the long form. */
const BODIES = Number(process.env.FUZZ_BODIES) || 600;
const FRAMES = Number(process.env.FUZZ_FRAMES) || 600;
const chance = Chance.fresh();
/** What stands beside our own routes in the production server. */
const OTHER_DOORS = [
  ...["GET /turnos", "GET /entrar", "GET /perfil", "GET /caddies/[caddieId]", "GET /_next/static/[...rest]"],
  ...["GET /[...rest]", "POST /turnos", "GET /_next/data/[...rest]", "GET /_next/image"],
  ...["csrf", "session", "providers", "signin", "[...rest]", "error"].map((door) => `GET /api/auth/${door}`),
  ...["callback/credentials", "signin/credentials", "signout", "_log", "session", "[...rest]"].map(
    (door) => `POST /api/auth/${door}`,
  ),
];

let server: ClubServer;
let port: number;
let dropDatabase: () => Promise<void> = async () => {};
let admin: Pass;
let crowd: Pass[];

async function signIn(identifier: string): Promise<Pass> {
  const nobody = new Api(() => server.url, null);
  const body = { identifier, password: "caddiepro" };
  const reply = await nobody.request<{ token: string; user: { id: string } }>("POST", "/api/auth/token", {
    body,
  });
  return { token: reply.body.token, userId: reply.body.user.id };
}

beforeAll(async () => {
  const own = (await postgresAnswers()) ? await ownDatabase() : null;
  if (own) dropDatabase = own.drop;
  server = await ClubServer.start({ databaseUrl: own?.url });
  port = Number(new URL(server.url).port);
  admin = await signIn("admin@demo.club");
  crowd = await Promise.all(Array.from({ length: 40 }, (_, n) => signIn(`caddie${n + 41}@demo.club`)));
});
afterAll(async () => {
  closePhones();
  await server.dispose();
  await dropDatabase();
});

it(`[R-02] ${BODIES} strange requests to the production server (FUZZ_SEED=${chance.seed}): each is answered, none with 5xx`, {
  timeout: 120_000 + BODIES * 60,
}, async () => {
  const board = await new Api(() => server.url, admin.token).board();
  const routes = (await loadRoutes()).flatMap(({ path, methods }) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  const ground = {
    routes: [...routes.filter((route) => !route.includes("sign-out")), ...OTHER_DOORS],
    tokens: [admin.token, admin.token, ...crowd.slice(0, 2).map(({ token }) => token)],
    caddieIds: board.body.data.map(({ id }) => id),
    turnIds: ["00000000-0000-4000-8000-000000000000"],
    host: `127.0.0.1:${port}`,
  };
  const { statuses, wrong } = await sendStrangeBodies(port, chance, ground, BODIES);
  expect(wrong).toEqual([]);
  for (const status of [200, 400, 401, 404, 422]) expect(statuses[status], `${status}`).toBeGreaterThan(0);
  expect(server.faults()).toEqual([]);
});

it(`[R-03] [R-13] ${FRAMES} malformed requests and frames to the production server (FUZZ_SEED=${chance.seed}): it lives, and a phone hears on`, {
  timeout: 120_000 + FRAMES * 40,
}, async () => {
  const phone = new Phone(server.url, { auth: { token: crowd[0]?.token } });
  await phone.ready();
  const silent = new RawConnection(port);
  const before = await sendStrangeFrames({ port, chance, crowd: crowd.slice(1) }, FRAMES / 2);
  const middle = rssKb(server.pid);
  const after = await sendStrangeFrames({ port, chance, crowd: crowd.slice(1) }, FRAMES / 2);
  expect(before + after).toBeGreaterThanOrEqual(FRAMES);
  // Nobody collects its garbage here: a leak would show all the same.
  expect((rssKb(server.pid) - middle) / 1024).toBeLessThan(100);
  await silent.gone;
  const master = new Api(() => server.url, admin.token);
  const caddie = (await master.board(2)).body.data.find(({ status }) => status === "Disponible");
  expect((await master.status(caddie?.id ?? "", "Ausente")).status).toBe(200);
  await phone.pulse();
  expect(phone.heard.map(({ event }) => event)).toContain("caddie:status_changed");
  expect(phone.ended).toBeNull();
  expect(server.faults()).toEqual([]);
});
