import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { hashPassword } from "./auth/password";
import { throttledByAddress } from "./auth/throttle";
import { FILL_LOCK } from "./db/seed";
import type { Env } from "./env";
import { readJson } from "./http/body";
import { addressOf } from "./http/origin";
import { AppError, validInput } from "./http/problem";
import { json } from "./http/route";
import { foundClub } from "./organizations/commands";
import { newClubSchema } from "./organizations/contract";
import { hasClub } from "./organizations/queries";
import { runtime } from "./runtime";
import { addAccount } from "./users/commands";
import { newPassword, signInInput } from "./users/contract";

/** The first club of a database, and its first admin. `token`: the end of the link that the server printed. */
export const setupInput = z.strictObject({
  token: z.string().max(100),
  club: newClubSchema,
  admin: z.strictObject({
    name: z.string().trim().min(1).max(80),
    identifier: signInInput.shape.identifier,
    password: newPassword,
  }),
});

/** Stored nowhere: every process with this secret on this database makes the same one. */
const setupToken = (secret: string, epoch: string) =>
  createHmac("sha256", secret).update(`setup${epoch}`).digest("base64url");

/** The link that creates the first club, for the log of a server that has none. */
export function setupLink({ NEXTAUTH_URL, NEXTAUTH_SECRET }: Env, epoch: string): string {
  return `${NEXTAUTH_URL}/instalar/${setupToken(NEXTAUTH_SECRET, epoch)}`;
}

/**
 * Whether this token opens the set-up now: it is the server's, and there is no club yet.
 * @throws AppError RATE_LIMITED after too many wrong ones from one address
 */
export async function opensSetup(token: string, headers: Headers): Promise<boolean> {
  const { database, env, tail } = runtime();
  const right = await throttledByAddress(addressOf(headers), async () => {
    const given = Buffer.from(token);
    const wanted = Buffer.from(setupToken(env.NEXTAUTH_SECRET, tail.epoch));
    const same = given.length === wanted.length && timingSafeEqual(given, wanted);
    return same && !(await hasClub(database.db)) ? true : null;
  });
  return right ?? false;
}

/**
 * `POST /api/setup`: the first club with its lists and its first admin, for whoever holds the link. Of any number at
 * once one succeeds; from then on the link is worth nothing.
 * @throws AppError NOT_FOUND, INVALID, RATE_LIMITED
 */
export async function setUp(request: Request): Promise<Response> {
  const body = await readJson(request);
  const token = typeof body.token === "string" ? body.token : "";
  if (!(await opensSetup(token, request.headers))) throw worthless();
  const { club, admin } = validInput(setupInput, body);
  const { password, ...account } = admin;
  const { database, log } = runtime();
  const passwordHash = await hashPassword(password);
  const now = new Date();
  const organizationId = await database.db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FILL_LOCK})`);
    if (await hasClub(tx)) throw worthless();
    const id = await foundClub(tx, club, now);
    await addAccount(tx, { ...account, organizationId: id, role: "ADMIN", passwordHash }, now);
    return id;
  });
  log.info({ organizationId }, "the club was set up");
  return json(201, { data: { organizationId } });
}

const worthless = () => new AppError("NOT_FOUND", "there is nothing under this address");
