import { describe, expect, it } from "vitest";
import { Api, type Method, tokenIn } from "../harness/api";
import { PASSWORD, type Person } from "../harness/factories";
import { PUSH_ROWS } from "../harness/push-rows";
import { loadRoutes } from "../harness/router";
import { SCREEN_ROWS } from "../harness/screen-rows";
import { onEveryDatabase } from "../harness/suite";
import { DAY_ROWS, tomorrow } from "./day-rows";
import { DISPATCH_ROWS } from "./dispatch-rows";
import { FILE_ROWS } from "./file-rows";
import { HISTORY_ROWS } from "./history-rows";
import { NOTICE_ROWS } from "./notice-rows";
import {
  caddiePath,
  LIST_1,
  MASTER_ONLY,
  NOWHERE,
  OPEN,
  OWN_SESSION,
  ROLES,
  type Row,
  type Scene,
  USERS_ADMIN,
  userPath,
  WHO_SEES_THE_LIST,
} from "./scene";

/** Every route and method, and further ways to call some of them behind `·`. */
const MATRIX: Record<string, Row> = {
  ...SCREEN_ROWS,
  "POST /api/auth/token": {
    path: () => "/api/auth/token",
    body: ({ club }) => ({ identifier: club.admin.identifier, password: PASSWORD }),
    cells: OPEN,
  },
  "GET /api/auth/socket-token": { path: () => "/api/auth/socket-token", cells: OWN_SESSION },
  "POST /api/auth/sign-out": { path: () => "/api/auth/sign-out", cells: [401, 204, 204, 204, 204, 204] },
  "POST /api/auth/sign-out-everywhere": {
    path: () => "/api/auth/sign-out-everywhere",
    cells: [401, 204, 204, 204, 204, 204],
  },
  "POST /api/account/password": {
    path: () => "/api/account/password",
    body: () => ({ current: PASSWORD, next: "otra contraseña" }),
    cells: [401, 204, 204, 204, 204, 204],
  },
  "PUT /api/account/preferences": {
    path: () => "/api/account/preferences",
    body: () => ({ theme: "dark" }),
    cells: OWN_SESSION,
  },
  "GET /api/club": { path: () => "/api/club", cells: OWN_SESSION },
  "PUT /api/club": {
    path: () => "/api/club",
    body: () => ({ name: "Otro nombre" }),
    cells: [401, 403, 403, 403, 200, 200],
  },
  "GET /api/lists/[listNumber]/rules": { path: () => "/api/lists/1/rules", cells: LIST_1 },
  "PUT /api/lists/[listNumber]/rules": {
    path: () => "/api/lists/1/rules",
    body: () => ({ returnTo: "front" }),
    cells: [401, 403, 403, 404, 200, 200],
  },
  "GET /api/lists/[listNumber]/rules/preview": {
    path: () => "/api/lists/1/rules/preview?rules={}",
    cells: [401, 403, 403, 404, 200, 200],
  },
  "POST /api/setup": { path: () => "/api/setup", body: () => ({ token: "none" }), cells: NOWHERE },
  "GET /api/caddies": { path: () => "/api/caddies", cells: OWN_SESSION },
  "GET /api/caddies · of list 1": {
    path: () => "/api/caddies?list=1",
    cells: LIST_1,
  },
  "GET /api/caddies · of no list": {
    path: () => "/api/caddies?list=7",
    cells: [401, 404, 404, 404, 404, 404],
  },
  "POST /api/caddies": {
    path: () => "/api/caddies",
    body: () => ({ name: "Wilmar", listNumber: 1 }),
    cells: [401, 403, 403, 403, 201, 201],
  },
  "GET /api/caddies/[caddieId]": { path: caddiePath, cells: WHO_SEES_THE_LIST },
  "PUT /api/caddies/[caddieId]": { path: caddiePath, body: () => ({ name: "Óscar" }), cells: MASTER_ONLY },
  "DELETE /api/caddies/[caddieId]": { path: caddiePath, cells: [401, 403, 403, 404, 204, 404] },
  "PATCH /api/caddies/[caddieId]/status": {
    path: (scene) => `${caddiePath(scene)}/status`,
    body: () => ({ status: "Disponible" }),
    cells: MASTER_ONLY,
  },
  "POST /api/caddies/[caddieId]/undo": { path: (scene) => `${caddiePath(scene)}/undo`, cells: MASTER_ONLY },
  "GET /api/caddies/[caddieId]/moves": {
    path: (scene) => `${caddiePath(scene)}/moves`,
    cells: WHO_SEES_THE_LIST,
  },
  "GET /api/caddies/[caddieId]/place": {
    path: (scene) => `${caddiePath(scene)}/place`,
    cells: [401, 200, 403, 404, 200, 404],
  },
  ...PUSH_ROWS,
  "GET /api/socket-stats": { path: () => "/api/socket-stats", cells: [401, 403, 403, 403, 200, 200] },
  "GET /api/metrics": { path: () => "/api/metrics", cells: OPEN },
  "GET /api/turns": { path: () => "/api/turns", cells: OWN_SESSION },
  "GET /api/turns · of the subject": {
    path: ({ subject }) => `/api/turns?caddieId=${subject.id}`,
    cells: [401, 200, 404, 404, 200, 404],
  },
  "POST /api/turns": {
    path: () => "/api/turns",
    body: ({ club }) => ({ caddieId: club.at(1, 3).id }),
    cells: [401, 403, 403, 404, 201, 404],
  },
  "PUT /api/turns/[turnId]": {
    path: ({ turnId }) => `/api/turns/${turnId}`,
    body: () => ({ holes: 9 }),
    cells: MASTER_ONLY,
  },
  "GET /api/events": {
    path: ({ epoch }) => `/api/events?stream=list-1&epoch=${epoch}&after=0`,
    cells: [401, 200, 200, 404, 200, 200],
  },
  "GET /api/events · of the admins": {
    path: ({ epoch }) => `/api/events?stream=admins&epoch=${epoch}&after=0`,
    cells: [401, 404, 404, 404, 200, 200],
  },
  "GET /api/events · of nobody's stream": {
    path: ({ epoch }) => `/api/events?stream=control&epoch=${epoch}&after=0`,
    cells: [401, 404, 404, 404, 404, 404],
  },
  "GET /api/caddies/without-account": {
    path: () => "/api/caddies/without-account",
    cells: [401, 403, 403, 403, 200, 200],
  },
  ...DAY_ROWS,
  ...FILE_ROWS,
  ...HISTORY_ROWS,
  ...DISPATCH_ROWS,
  "GET /api/users": { path: () => "/api/users", cells: [401, 403, 403, 403, 200, 200] },
  "POST /api/users": {
    path: () => "/api/users",
    body: () => ({ name: "Wilmar", identifier: `w-${Math.random()}`, role: "JUDGE" }),
    cells: [401, 403, 403, 403, 201, 201],
  },
  "POST /api/users · for the subject": {
    path: () => "/api/users",
    body: ({ club }) => ({
      name: "Wilmar",
      identifier: `w-${Math.random()}`,
      role: "CADDIE",
      caddieId: club.at(1, 1).id,
    }),
    cells: [401, 403, 403, 403, 409, 404],
  },
  "POST /api/users/invitations": {
    path: () => "/api/users/invitations",
    body: ({ subject }) => ({ caddieIds: [subject.id] }),
    cells: [401, 403, 403, 403, 201, 404],
  },
  "GET /api/users/[userId]": { path: userPath, cells: USERS_ADMIN },
  "PUT /api/users/[userId]": { path: userPath, body: () => ({ name: "Óscar" }), cells: USERS_ADMIN },
  "POST /api/users/[userId]/invitation": {
    path: (scene) => `${userPath(scene)}/invitation`,
    cells: [401, 403, 403, 403, 201, 404],
  },
  "POST /api/users/[userId]/disable": { path: (scene) => `${userPath(scene)}/disable`, cells: USERS_ADMIN },
  "POST /api/users/[userId]/enable": { path: (scene) => `${userPath(scene)}/enable`, cells: USERS_ADMIN },
  "POST /api/users/[userId]/sign-out": {
    path: (scene) => `${userPath(scene)}/sign-out`,
    cells: [401, 403, 403, 403, 204, 404],
  },
  "GET /api/users/[userId]/photo": {
    path: (scene) => `${userPath(scene)}/photo`,
    cells: [401, 404, 404, 404, 404, 404],
  },
  "PUT /api/users/[userId]/photo": {
    path: (scene) => `${userPath(scene)}/photo`,
    body: () => ({}),
    cells: [401, 415, 415, 415, 415, 415],
  },
  "DELETE /api/users/[userId]/photo": {
    path: (scene) => `${userPath(scene)}/photo`,
    cells: [401, 204, 403, 403, 204, 404],
  },
  "GET /api/users/[userId]/sessions": { path: (scene) => `${userPath(scene)}/sessions`, cells: USERS_ADMIN },
  "DELETE /api/users/[userId]/sessions/[sessionId]": {
    path: (scene) => `${userPath(scene)}/sessions/${scene.sessionId}`,
    cells: [401, 403, 403, 403, 204, 404],
  },
  "GET /api/invitations/[token]": {
    path: ({ linkToken }) => `/api/invitations/${linkToken}`,
    cells: OPEN,
  },
  "GET /api/invitations/[token] · of no link": {
    path: () => `/api/invitations/${"A".repeat(43)}`,
    cells: NOWHERE,
  },
  "POST /api/invitations/[token]": {
    path: ({ linkToken }) => `/api/invitations/${linkToken}`,
    body: () => ({ password: "sol y sombra 9" }),
    cells: OPEN,
  },
  ...NOTICE_ROWS,
  "GET /api/health": { path: () => "/api/health", cells: OPEN },
  "GET /api/socket-health": { path: () => "/api/socket-health", cells: OPEN },
  "GET /api/openapi.json": { path: () => "/api/openapi.json", cells: OPEN },
  ...Object.fromEntries(
    ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method): [string, Row] => [
      `${method} /api/[...rest]`,
      { path: () => "/api/nothing/here", cells: NOWHERE },
    ]),
  ),
};

const TRIES = Object.entries(MATRIX).flatMap(([row, { cells }]) =>
  ROLES.map((role, i): [string, string, number] => [row, role, cells[i] ?? 0]),
);

describe("the matrix", () => {
  it("has a row for every method of every route, and none for what is not there", async () => {
    const routes = await loadRoutes();
    const there = routes.flatMap(({ path, methods }) => Object.keys(methods).map((m) => `${m} ${path}`));
    const rows = new Set(Object.keys(MATRIX).map((name) => name.split(" · ")[0] ?? ""));
    expect([...rows].sort()).toEqual(there.sort());
    expect(there.length).toBeGreaterThan(15);
  });
});

onEveryDatabase((suite) => {
  async function scene(): Promise<Scene> {
    const club = await suite.club(3, 1);
    const subject = club.at(1, 1);
    const turn = await club.admin.api.startTurn({ caddieId: subject.id });
    const epoch = Object.values(turn.body.cursors)[0]?.epoch ?? "";
    const linkToken = tokenIn((await club.admin.api.invite({ name: "Fabio", role: "JUDGE" })).body.data.link);
    await club.admin.api.reorder(1, { mode: "descending" });
    const drawId = (await club.admin.api.commitDraw({ listNumber: 1 })).body.data.id;
    const { api, sessionId, userId } = await club.as(subject);
    const absenceId = (await api.addAbsence({ ...tomorrow(), kind: "permission", reason: "Cita" })).body.data
      .id;
    const rollCallId = (await club.admin.api.openRoll(1)).body.data.rollCall.id;
    const turnId = turn.body.data.id;
    const announcementId = (
      await club.admin.api.request<{ data: { id: string } }>("POST", "/api/announcements", {
        body: { message: "Mañana no hay práctica", listNumber: 1 },
      })
    ).body.data.id;
    const ids = { turnId, drawId, absenceId, announcementId, rollCallId };
    return { club, subject, ...ids, epoch, userId, sessionId, linkToken };
  }

  async function whoIs(role: string, { club, subject }: Scene): Promise<Person | null> {
    if (role === "himself") return club.as(subject);
    if (role === "colleague") return club.as(club.at(1, 2));
    if (role === "other list") return club.as(club.at(2, 1));
    if (role === "admin") return club.addAdmin();
    return role === "foreign admin" ? (await suite.club(1, 1)).admin : null;
  }

  it.each(TRIES)("%s by %s: %i", async (row, role, expected) => {
    const yard = await scene();
    const { path, body } = MATRIX[row] ?? { path: () => "/" };
    const person = await whoIs(role, yard);
    const api = person?.api ?? new Api(() => suite.server.url, null);
    const method = row.split(" ")[0] as Method;
    const reply = await api.request(method, path(yard), { body: body?.(yard) });
    expect(reply.status).toBe(expected);
    if (role === "foreign admin") {
      expect(JSON.stringify(reply.body)).not.toContain(yard.subject.id);
      expect(JSON.stringify(reply.body)).not.toContain(yard.userId);
    }
    if (expected >= 400) {
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(reply.body).toMatchObject({ status: expected });
    }
  });

  it("a foreign person changes nothing, by whatever route", async () => {
    const yard = await scene();
    const { api } = yard.club.admin;
    const before = (await api.board()).body;
    const accounts = (await api.users()).body;
    const foreign = (await suite.club(1, 1)).admin;
    for (const [row, { path, body }] of Object.entries(MATRIX)) {
      if (/\/api\/(auth|invitations)\//.test(row) || row.startsWith("GET")) continue;
      await foreign.api.request(row.split(" ")[0] ?? "", path(yard), { body: body?.(yard) });
    }
    expect((await api.board()).body).toEqual(before);
    expect((await api.users()).body).toEqual(accounts);
  });

  it("answers 405 to a method that a route does not know, 404 beside the routes", async () => {
    const { club } = await scene();
    expect((await club.admin.api.request("PATCH", "/api/caddies")).status).toBe(405);
    expect((await club.admin.api.request("GET", "/api/nothing")).status).toBe(404);
  });
});
