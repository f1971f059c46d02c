import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { Api, type Reply, type RequestOptions } from "../harness/api";
import type { TestClub } from "../harness/factories";
import { onEveryDatabase } from "../harness/suite";

const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
};

interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
}

/** RFC 9457 with our members, and nothing of the server's inside. */
function expectProblem(reply: Reply, status: number, code: string): Problem {
  expect(reply.body).toMatchObject({
    type: `urn:caddiepro:problem:${code.toLowerCase().replaceAll("_", "-")}`,
    title: TITLES[status],
    status,
    detail: expect.stringMatching(/\S/),
    code,
  });
  expect(reply.status).toBe(status);
  expect(reply.headers.get("content-type")).toBe("application/problem+json");
  expect(reply.headers.get("cache-control")).toBe("no-store");
  return reply.body as Problem;
}

const bytes = (...values: number[]) => new Uint8Array(values);
const quoted = (inner: number[]) => bytes(...Buffer.from('{"name":"'), ...inner, ...Buffer.from('"}'));

/** Bodies that no form of ours sends. */
const STRANGE: [string, RequestOptions, number, string][] = [
  ["half an object", { raw: '{"name":' }, 400, "MALFORMED"],
  ["a bare word", { raw: "name" }, 400, "MALFORMED"],
  ["null", { raw: "null" }, 400, "MALFORMED"],
  ["a number", { raw: "7" }, 400, "MALFORMED"],
  ["a string", { raw: '"name"' }, 400, "MALFORMED"],
  ["a list", { raw: "[]" }, 400, "MALFORMED"],
  ["NaN inside", { raw: '{"listNumber":NaN}' }, 400, "MALFORMED"],
  ["bytes that are no UTF-8", { raw: quoted([0xc3, 0x28]) }, 400, "MALFORMED"],
  ["UTF-8 that breaks off", { raw: bytes(...Buffer.from("{}"), 0xe2, 0x82) }, 400, "MALFORMED"],
  [
    "a form",
    { raw: "name=x", headers: { "content-type": "application/x-www-form-urlencoded" } },
    415,
    "NOT_JSON",
  ],
  ["JSON that says it is text", { raw: "{}", headers: { "content-type": "text/plain" } }, 415, "NOT_JSON"],
  ["65 KiB", { raw: JSON.stringify({ name: "x".repeat(65_536) }) }, 413, "TOO_LARGE"],
  ["nothing", {}, 422, "INVALID"],
  ["spaces", { raw: "  \n" }, 422, "INVALID"],
  ["__proto__", { raw: '{"__proto__":{"name":"x"},"listNumber":1}' }, 422, "INVALID"],
  ["constructor", { raw: '{"constructor":{"prototype":{}},"name":"x","listNumber":1}' }, 422, "INVALID"],
  ["a thousand brackets", { raw: `{"name":${"[".repeat(1000)}${"]".repeat(1000)}}` }, 422, "INVALID"],
  [
    "a name that makes the checks throw",
    { raw: '{"name":{"length":{"toString":1,"valueOf":1}},"listNumber":1}' },
    422,
    "INVALID",
  ],
  ["a name of a NUL", { raw: '{"name":"a\\u0000b","listNumber":1}' }, 422, "INVALID"],
  ["a name of half a letter", { raw: '{"name":"a\\ud83d","listNumber":1}' }, 422, "INVALID"],
];

/** Fields out of their bounds: method, path under a caddie, body, the fields that must be named. */
const INVALID: [string, string, object, string[]][] = [
  ["POST", "/api/caddies", { name: " ", listNumber: 1 }, ["name"]],
  ["POST", "/api/caddies", { name: "x".repeat(81), listNumber: 1 }, ["name"]],
  [
    "POST",
    "/api/caddies",
    { name: 7, listNumber: "1", phoneNumber: "llámame" },
    ["name", "listNumber", "phoneNumber"],
  ],
  ["POST", "/api/caddies", { name: "x", listNumber: 4 }, ["listNumber"]],
  ["POST", "/api/caddies", { name: "x", listNumber: 1.5 }, ["listNumber"]],
  ["POST", "/api/caddies", { name: "x", listNumber: 1, status: "En campo" }, ["status"]],
  ["PUT", "/api/caddies/:id", { listNumber: 9 }, ["listNumber"]],
  ["PUT", "/api/caddies/:id", { position: 0 }, ["position"]],
  ["PUT", "/api/caddies/:id", { position: 10_001, reason: "" }, ["position", "reason"]],
  ["PUT", "/api/caddies/:id", { reason: "a\u0000b", name: "Óscar" }, ["reason"]],
  ["PUT", "/api/caddies/:id", { reason: "a\ud83d", name: "Óscar" }, ["reason"]],
  ["PUT", "/api/caddies/:id", { expectedVersion: "1" }, ["expectedVersion"]],
  ["PATCH", "/api/caddies/:id/status", { status: "en campo" }, ["status"]],
  ["PATCH", "/api/caddies/:id/status", {}, ["status"]],
  ["PATCH", "/api/caddies/:id/status", { status: "Disponible", expectedVersion: 0 }, ["expectedVersion"]],
  ["DELETE", "/api/caddies/:id", { force: true }, ["force"]],
  ["POST", "/api/caddies/:id/undo", { opId: "" }, ["opId"]],
  ["POST", "/api/turns", { caddieId: "nobody" }, ["caddieId"]],
  ["POST", "/api/turns", { caddieId: randomUUID(), holes: 12, notes: "x".repeat(501) }, ["holes", "notes"]],
  ["POST", "/api/turns", { caddieId: randomUUID(), notes: "a\u0000" }, ["notes"]],
  ["GET", "/api/caddies?list=0", {}, ["list"]],
  ["GET", "/api/caddies?list=uno", {}, ["list"]],
  ["GET", "/api/caddies?lists=1", {}, ["lists"]],
  ["GET", "/api/turns?from=ayer", {}, ["from"]],
  ["GET", "/api/turns?from=0000-01-01T00:00:00Z", {}, ["from"]],
  ["GET", "/api/turns?limit=201", {}, ["limit"]],
  ["GET", "/api/turns?cursor=abc", {}, ["cursor"]],
  [
    "GET",
    `/api/turns?cursor=${Buffer.from(`2026-01-01T00:00:00.000Z_${"-".repeat(36)}`).toString("base64url")}`,
    {},
    ["cursor"],
  ],
  ["GET", "/api/caddies/:id/moves?cursor=x", {}, ["cursor"]],
  ["GET", "/api/caddies/:id/moves?cursor=9007199254740991", {}, ["cursor"]],
  ["GET", "/api/events?stream=list-1", {}, ["epoch", "after"]],
  ["GET", "/api/events?stream=LIST%201&epoch=x&after=0", {}, ["stream"]],
  ["GET", "/api/events?stream=list-1&epoch=x&after=-1", {}, ["after"]],
  ["GET", "/api/events?stream=list-1&epoch=x&after=0&limit=1001", {}, ["limit"]],
];

onEveryDatabase((suite) => {
  const clubs = new Map<string, Promise<TestClub>>();
  /** One club for all refusals of a server: nothing in it changes. */
  const yard = () => {
    const { url } = suite.server;
    const club = clubs.get(url) ?? suite.club(2, 1);
    clubs.set(url, club);
    return club;
  };

  it.each(STRANGE)("a body of %s is refused and changes nothing", async (_name, options, status, code) => {
    const club = await yard();
    expectProblem(await club.admin.api.request("POST", "/api/caddies", options), status, code);
    expect((await club.admin.api.board()).body.data).toHaveLength(3);
  });

  it("a body that never says how long it is is cut off at the limit", async () => {
    const club = await yard();
    let sent = 0;
    const raw = new ReadableStream({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(32));
        if (sent > 64 * 16_384) controller.close();
      },
    });
    expectProblem(await club.admin.api.request("POST", "/api/caddies", { raw }), 413, "TOO_LARGE");
  });

  it.each(INVALID)("%s %s with %o names the fields", async (method, path, body, fields) => {
    const club = await yard();
    const reply = await club.admin.api.request(method, path.replace(":id", club.at(1, 1).id), {
      body: method === "GET" ? undefined : body,
    });
    const { errors, detail } = expectProblem(reply, 422, "INVALID");
    expect(errors?.map((error) => error.path).sort()).toEqual([...fields].sort());
    expect(errors?.every(({ message }) => message.length > 0)).toBe(true);
    for (const field of fields) expect(detail).toContain(field);
  });

  it("an id that cannot be one is not there", async () => {
    const { admin } = await yard();
    for (const id of ["nobody", "1", "%00", "..%2f", "x".repeat(300)]) {
      expectProblem(await admin.api.request("GET", `/api/caddies/${id}`), 404, "NOT_FOUND");
      expectProblem(await admin.api.request("DELETE", `/api/caddies/${id}`), 404, "NOT_FOUND");
    }
    expectProblem(await admin.api.updateTurn(randomUUID(), { holes: 9 }), 404, "NOT_FOUND");
  });

  it("who sends no proof, or a strange one, is told to sign in", async () => {
    const { admin } = await yard();
    const nobody = new Api(() => suite.server.url, null);
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      "Bearer x",
      "Basic eDp5",
      `Token ${admin.token}`,
      `Bearer ${admin.token}x`,
    ]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const reply = await nobody.request("GET", "/api/caddies", { headers });
      expectProblem(reply, 401, "UNAUTHENTICATED");
      expect(reply.headers.get("www-authenticate")).toBe("Bearer");
    }
  });

  it("a stale version is a conflict that holds the present state", async () => {
    const club = await yard();
    const { id } = club.at(1, 2);
    const current = (await club.admin.api.caddie(id)).body.data;
    for (const [method, path, body] of [
      ["PUT", `/api/caddies/${id}`, { name: "Óscar" }],
      ["PATCH", `/api/caddies/${id}/status`, { status: "En campo" }],
      ["DELETE", `/api/caddies/${id}`, {}],
      ["POST", "/api/turns", { caddieId: id }],
    ] as const) {
      const reply = await club.admin.api.request(method, path, { body: { ...body, expectedVersion: 99 } });
      expectProblem(reply, 409, "VERSION_CONFLICT");
      expect(reply.body).toHaveProperty("current", current);
    }
  });

  it("an illegal change of status is a conflict", async () => {
    const club = await suite.club(1);
    const { id } = club.at(1, 1);
    await club.admin.api.status(id, "Ausente");
    const reply = await club.admin.api.status(id, "En campo");
    expectProblem(reply, 409, "CADDIE_NOT_AVAILABLE");
    expectProblem(await club.admin.api.update(id, { position: 1 }), 409, "CADDIE_NOT_AVAILABLE");
  });

  it("never tells a secret to the log", async () => {
    const club = await suite.club(1);
    const nobody = new Api(() => suite.server.url, null);
    const wrong = `wrong ${randomUUID()}`;
    await nobody.request("POST", "/api/auth/token", {
      body: { identifier: club.admin.identifier, password: wrong },
    });
    const phone = await club.admin.connect();
    await club.admin.api.status(club.at(1, 1).id, "En campo");
    await phone.pulse();
    const log = JSON.stringify(suite.server.lines);
    expect(log.length).toBeGreaterThan(100);
    expect(log).not.toContain(club.admin.token);
    expect(log).not.toContain(wrong);
    expect(log).not.toContain(club.at(1, 1).phoneNumber);
  });
});
