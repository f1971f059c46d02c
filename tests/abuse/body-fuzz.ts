import type { Chance } from "../harness/chance";
import { type RawReply, type RawRequest, sendRaw } from "./raw-http";
import { type Ground, strangeHttpRequest } from "./strange-requests";

const SIDE_BY_SIDE = 8;
/** What an answer never holds: a place in the code, a statement, a driver's words. */
const INSIDE =
  /node_modules|\bat \S+ \(|\.tsx?:\d|drizzle|postgres|\bselect .* from\b|insert into|Failed query|ECONN/i;

export interface Tally {
  /** How often each status was given; 0: the connection was ended without a word. */
  statuses: Record<number, number>;
  /** What should not have been, in full. */
  wrong: string[];
  /** What the successes told of: `<stream> <seq>` of each event, `<caddieId> removed` where an answer has no body. */
  told: Set<string>;
}

/** Sends so many strange requests and looks at every answer. */
export async function sendStrangeBodies(
  port: number,
  chance: Chance,
  ground: Ground,
  count: number,
): Promise<Tally> {
  const tally: Tally = { statuses: {}, wrong: [], told: new Set() };
  let sent = 0;
  const one = async () => {
    while (sent < count && tally.wrong.length < 10) {
      sent++;
      const request = strangeHttpRequest(chance, ground);
      const reply = await sendRaw(port, request);
      tally.statuses[reply.status] = (tally.statuses[reply.status] ?? 0) + 1;
      const fault = faultOf(request, reply);
      if (fault)
        tally.wrong.push(`${fault}: ${inShort(request)} → ${reply.status} ${reply.body.slice(0, 300)}`);
      note(tally.told, request, reply);
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, one));
  return tally;
}

function faultOf(request: RawRequest, reply: RawReply): string | null {
  const { status, body, headers } = reply;
  // Whoever leaves before the end of his request may miss the answer; nobody else is left without one.
  if (status === 0) return request.breaksOffAt === undefined ? "no answer" : null;
  if (status >= 500) return "a fault of the server";
  if (INSIDE.test(body) && status >= 400 && !headers["content-type"]?.startsWith("text/html"))
    return "something of the inside";
  if (status < 400 || request.method === "HEAD" || !isOurs(request.target)) return null;
  // Node itself refuses what is no HTTP, Next what is no address and no method: before any route.
  if (headers["content-type"] !== "application/problem+json")
    return isRefusedAhead(request, reply) ? null : "no problem+json";
  return isWholeProblem(body, status) ? null : "half a problem";
}

function isWholeProblem(body: string, status: number): boolean {
  try {
    const problem = JSON.parse(body) as { status?: unknown; code?: unknown; detail?: unknown };
    return (
      problem.status === status && typeof problem.code === "string" && typeof problem.detail === "string"
    );
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function isRefusedAhead({ target }: RawRequest, { status }: RawReply): boolean {
  const left = URL.canParse(target, "http://x") && !new URL(target, "http://x").pathname.startsWith("/api/");
  return left || [400, 405, 408, 413, 417, 431].includes(status);
}

/** The sign-in library answers at its own door as it likes, and pages are pages. */
const isOurs = (target: string) => /^\/api\/(?!auth\/(?!token|socket-token|sign-out))/.test(target);

const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

function note(told: Set<string>, { method, target }: RawRequest, { status, body }: RawReply): void {
  if (!CHANGING.has(method) || status < 200 || status > 204 || !isOurs(target)) return;
  const [removed] = /[0-9a-f-]{36}/.exec(target) ?? [];
  if (status === 204) return void told.add(`${removed} removed`);
  const { cursors = {} } = JSON.parse(body) as { cursors?: Record<string, { seq: number }> };
  for (const [stream, { seq }] of Object.entries(cursors)) told.add(`${stream} ${seq}`);
}

const inShort = ({ method, target, headers, body, breaksOffAt, chunked }: RawRequest) =>
  JSON.stringify({
    method,
    target: target.slice(0, 300),
    headers,
    breaksOffAt,
    chunked,
    body: body.toString().slice(0, 500),
  })
    // Tokens are of no use to whoever reads this.
    .replace(/Bearer [\w.-]{100,}/g, "Bearer …");
