import type * as z from "zod";
import type { Actor } from "../auth/actor";
import { authenticate } from "../auth/authenticate";
import { cookieName, tokenFromCookie } from "../auth/token";
import { type Command, runCommand } from "../commands";
import type { Db } from "../db/client";
import { isDatabaseAway } from "../db/errors";
import type { Answer } from "../idempotency";
import { runtime } from "../runtime";
import { suspicious } from "../telemetry/suspicion";
import { readJson } from "./body";
import { addressOf, isAllowedOrigin } from "./origin";
import { AppError, isAppError, type ProblemBody, parseInput, problemBody, problemResponse } from "./problem";

interface QueryContext {
  db: Db;
  actor: Actor;
}
/** Answers with the whole body: `{data, …}`. */
type Query<I> = (input: I, context: QueryContext) => Promise<{ data: unknown }>;

/**
 * What is slow and touches nothing, such as hashing, before the command's transaction opens. It runs for a repeated
 * request too, whose answer is known: what it finds wrong is for the command to refuse.
 */
type Prepare<I, P> = (input: I, context: QueryContext & { request: Request }) => Promise<P>;

/** Path parameters; those of a catch-all are a list. */
type Path = Record<string, string | string[] | undefined>;

/** Answers with something else than JSON: a file, a picture. */
type Download<I> = (input: I, context: QueryContext & { request: Request }) => Promise<Response>;

/** Makes the fields of an input of a body; without it, the body is a small JSON object. */
type Read = (request: Request) => Promise<Record<string, unknown>>;

type Spec<I, P, R> =
  | { input: z.ZodType<I>; query: Query<I> }
  | { input: z.ZodType<I>; download: Download<I> }
  | {
      input: z.ZodType<I>;
      prepare: Prepare<I, P>;
      command: Command<P, unknown>;
      success?: 200 | 201 | 204;
      read?: Read;
    }
  | {
      input: z.ZodType<I>;
      read?: Read;
      prepare?: undefined;
      command: Command<I, R>;
      success?: 200 | 201 | 204;
      /** Makes what is answered of what is stored, each time anew: for what must not lie in the database. */
      reveal?: (stored: R) => unknown;
    }
  /** No session is asked for. */
  | { open: (request: Request, path: Path) => Promise<Response> };

/** Next has no parameters for an address without any. */
type Handler = (request: Request, context: { params: Promise<Path | undefined> }) => Promise<Response>;

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * Makes a handler of a route: who → parse → query or command → answer. Path parameters, query and body arrive merged
 * in one input. Every refusal is problem+json; only a bug is a 500.
 */
export function route<I, P = I, R = unknown>(spec: Spec<I, P, R>): Handler {
  return async (request, context) => {
    const begun = performance.now();
    const response = await answerOf(spec, request, context);
    const route = routeOf(request, (await context.params) ?? {});
    runtime().metrics.observeHttp(request.method, route, response.status, performance.now() - begun);
    return response;
  };
}

/** What the fixed parts of an address are made of; anything else came from a client. */
const NAMED = /^(\/([a-z][a-z.-]*|\[\w+\]))+$/;

/** The address with names for what varies in it. Whatever cannot be named counts as one, or labels would have no end. */
function routeOf(request: Request, path: Path): string {
  const parts = new URL(request.url).pathname.split("/");
  for (const [name, value] of Object.entries(path)) {
    const isValue = (part: string) => part === value || part === encodeURIComponent(String(value));
    // A value that reads like a fixed part cannot be told from it.
    if (parts.filter(isValue).length !== 1) return "unknown";
    parts[parts.findIndex(isValue)] = `[${name}]`;
  }
  const route = parts.join("/");
  return NAMED.test(route) ? route : "unknown";
}

async function answerOf<I, P, R>(
  spec: Spec<I, P, R>,
  request: Request,
  { params }: Parameters<Handler>[1],
): Promise<Response> {
  try {
    if ("open" in spec) return await spec.open(request, (await params) ?? {});
    const actor = await actorOf(request);
    refuseAnother(request, actor);
    const path = (await params) ?? {};
    const { db } = runtime().database;
    if ("query" in spec || "download" in spec) {
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const input = parse(spec.input, { ...query, ...path }, path);
      if ("download" in spec) return await spec.download(input, { db, actor, request });
      return json(200, await spec.query(input, { db, actor }));
    }
    const body = await (spec.read ?? readJson)(request);
    const input = parse(spec.input, { ...body, ...path }, path);
    const options = { success: spec.success ?? 200, keyed: keyOf(request, body) };
    if (spec.prepare) {
      const prepared = await spec.prepare(input, { db, actor, request });
      return answerResponse(await runCommand(spec.command, prepared, actor, options));
    }
    const answer = await runCommand(spec.command, input, actor, options);
    return answerResponse(spec.reveal ? revealed(answer, spec.reveal) : answer);
  } catch (error) {
    return refusalOf(error, request);
  }
}

/** Who sent this: a bearer token, or the cookie of this site's own page. @throws AppError */
async function actorOf(request: Request): Promise<Actor> {
  const { env } = runtime();
  const header = request.headers.get("authorization");
  if (header !== null) {
    const [scheme, token] = header.split(" ");
    if (scheme?.toLowerCase() !== "bearer" || !token)
      throw new AppError("UNAUTHENTICATED", "Authorization must be: Bearer <token>");
    return authenticate(token);
  }
  const token = tokenFromCookie(request.headers.get("cookie"), cookieName(env.NEXTAUTH_URL));
  if (!token) throw new AppError("UNAUTHENTICATED", "no session: sign in first");
  if (CHANGING.has(request.method)) refuseForeignOrigin(request);
  return authenticate(token);
}

/**
 * A page may outlive its session, and the browser attaches the cookie of whoever has signed in since: what was tapped by
 * one is never done by another.
 */
function refuseAnother(request: Request, { userId }: Actor): void {
  const expected = request.headers.get("expected-user");
  if (expected !== null && expected !== userId)
    throw new AppError("UNAUTHENTICATED", "somebody else is signed in here: sign in again");
}

/** A browser attaches the cookie to what any page sends; only our own pages may change something with it. */
export function refuseForeignOrigin(request: Request): void {
  const own = isAllowedOrigin(request.headers.get("origin"), runtime().env.origins);
  if (!own && request.headers.get("sec-fetch-site") !== "same-origin") {
    suspicious(runtime().log, { address: addressOf(request.headers), reason: "foreign origin" });
    throw new AppError("FORBIDDEN", "a change with the session cookie must come from this site's own pages");
  }
}

function revealed<R>(answer: Answer, reveal: (stored: R) => unknown): Answer {
  const { status, body } = answer;
  if (status >= 400 || body === null || !("cursors" in body)) return answer;
  return { ...answer, body: { ...body, data: reveal(body.data as R) } };
}

/** @throws AppError INVALID naming the fields; NOT_FOUND when one of them stands in the path */
export function parse<I>(schema: z.ZodType<I>, value: unknown, path: Path): I {
  const parsed = parseInput(schema, value);
  if (parsed.ok) return parsed.data;
  const { errors } = parsed;
  // An id that cannot be one names nothing that is there.
  if (errors.some((e) => Object.hasOwn(path, e.path)))
    throw new AppError("NOT_FOUND", "there is nothing under this address");
  throw new AppError("INVALID", errors.map((e) => `${e.path}: ${e.message}`).join("; "), { errors });
}

function keyOf(request: Request, body: unknown) {
  const key = request.headers.get("idempotency-key");
  if (key === null) return undefined;
  if (!KEY.test(key)) {
    throw new AppError("INVALID", "Idempotency-Key: must be 1 to 128 visible ASCII characters", {
      errors: [{ path: "Idempotency-Key", message: "must be 1 to 128 visible ASCII characters" }],
    });
  }
  return { key, request: `${request.method} ${new URL(request.url).pathname} ${canonical(body)}` };
}

/** The same text for the same fields in another order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, v: unknown) =>
    v && typeof v === "object" && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

function answerResponse({ status, body, replayed }: Answer): Response {
  const replay = replayed ? { "idempotent-replayed": "true" } : undefined;
  if (status >= 400) return problemResponse(body as ProblemBody, status);
  if (body === null) return new Response(null, { status, headers: replay });
  return json(status, body, replay);
}

export const json = (status: number, body: unknown, headers?: Record<string, string>): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });

/** Turns whatever was thrown into an answer; what a client could not cause is logged and told as 500. */
export function refusalOf(error: unknown, request: Request): Response {
  if (isAppError(error)) return problemResponse(problemBody(error), error.status, error.extra.retryAfter);
  const pathname = withoutTokens(new URL(request.url).pathname);
  if (isDatabaseAway(error)) {
    runtime().log.warn({ err: error, method: request.method, path: pathname }, "the database is away");
    const away = new AppError("UNAVAILABLE", "the database does not answer: try again in a moment");
    return problemResponse(problemBody(away), 503, 2);
  }
  runtime().log.error({ err: error, method: request.method, path: pathname }, "a request failed");
  return problemResponse(
    {
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      detail: "this is a fault of the server",
      code: "INTERNAL",
    },
    500,
  );
}

/** The token of a one-time link stands in its address, and whoever reads the log must not use it. */
const withoutTokens = (pathname: string) => pathname.replace(/(?<=\/)[\w-]{43}(?=\/|$)/g, "[secret]");
