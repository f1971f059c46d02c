import { createHmac, timingSafeEqual } from "node:crypto";
import type * as z from "zod";
import type { Actor } from "./auth/actor";
import { throttledGuess } from "./auth/throttle";
import { tokenFromCookie } from "./auth/token";
import { type CommandContext, runCommand } from "./commands";
import type { Db } from "./db/client";
import type { Env } from "./env";
import { readJson } from "./http/body";
import { addressOf } from "./http/origin";
import { AppError, validInput } from "./http/problem";
import { json } from "./http/route";
import { runtime } from "./runtime";
import { programBuild } from "./wall-program";
import { createWall, pairWall, renewCode } from "./walls/commands";
import {
  type CodeIssued,
  type createWallInput,
  pairInput,
  type WallCode,
  type WallState,
  type wallInput,
} from "./walls/contract";
import { noteWallsSeen } from "./walls/jobs";
import { type WallBoard, type WallPass, wallBehind, wallBoard, wallPass } from "./walls/queries";
import { CODE_LENGTH, CODE_SIGNS } from "./walls/vocabulary";

type Secrets = Pick<Env, "NEXTAUTH_SECRET" | "NEXTAUTH_URL">;

/** As long as browsers keep a cookie; each answer to the screen renews it. */
const PASS_SECONDS = 400 * 24 * 60 * 60;
const PASS = /^([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/;

const mac = (secret: string, text: string) => createHmac("sha256", secret).update(text).digest();

/** The code behind a random id. Nothing has to keep it, so a repeated request is answered with the same one. */
function codeOf(codeId: string, secret: string): string {
  const bytes = mac(secret, `wall code of ${codeId}`);
  // Of 48 bits: that 20 signs do not divide them evenly is worth nothing to whoever guesses.
  let left = bytes.readUIntBE(0, 6);
  let code = "";
  while (code.length < CODE_LENGTH) {
    code += CODE_SIGNS.charAt(left % CODE_SIGNS.length);
    left = Math.floor(left / CODE_SIGNS.length);
  }
  return code;
}

/** With the secret: a code is short, and whoever reads the table must not be able to try them all. */
const codeHash = (code: string, secret: string) => mac(secret, `wall code ${code}`).toString("hex");
const hashOfId = (codeId: string) => {
  const { NEXTAUTH_SECRET } = runtime().env;
  return codeHash(codeOf(codeId, NEXTAUTH_SECRET), NEXTAUTH_SECRET);
};

/** @see createWall */
export const addWall = (input: z.infer<typeof createWallInput>, ctx: CommandContext) =>
  createWall(input, ctx, hashOfId);
/** @see renewCode */
export const newWallCode = (input: z.infer<typeof wallInput>, ctx: CommandContext) =>
  renewCode(input, ctx, hashOfId);

/** Adds the code to what is known of it: the one place where it is spoken out, and it is stored nowhere. */
export const withCode = ({ wall, codeId }: CodeIssued): WallCode => ({
  wall,
  code: codeOf(codeId, runtime().env.NEXTAUTH_SECRET),
});

/** The screen's own cookie; `__Secure-` in front under https. It is never a person's session. */
export const wallCookieName = (publicUrl: string) =>
  publicUrl.startsWith("https://") ? "__Secure-caddiePro_wall" : "caddiePro_wall";

const passOf = (wallId: string, passVersion: number, secret: string) =>
  `${wallId}.${passVersion}.${mac(secret, `wall pass ${wallId} ${passVersion}`).toString("base64url")}`;

function passCookie(pass: string, { NEXTAUTH_URL }: Secrets): string {
  const secure = NEXTAUTH_URL.startsWith("https://") ? "; Secure" : "";
  const name = wallCookieName(NEXTAUTH_URL);
  return `${name}=${pass}; Path=/; Max-Age=${PASS_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/**
 * The screen behind a `Cookie` header.
 * @throws AppError UNAUTHENTICATED where there is none, it is not genuine, it was revoked, or another device has it now
 */
export async function wallOf(db: Db, cookies: string | null | undefined, env: Secrets): Promise<WallPass> {
  const pass = tokenFromCookie(cookies, wallCookieName(env.NEXTAUTH_URL)) ?? "";
  const [, wallId = "", version = ""] = PASS.exec(pass) ?? [];
  const given = Buffer.from(pass);
  const wanted = Buffer.from(passOf(wallId, Number(version), env.NEXTAUTH_SECRET));
  const genuine = given.length === wanted.length && timingSafeEqual(given, wanted);
  const found = genuine ? await wallPass(db, wallId) : null;
  if (found?.passVersion === Number(version)) return found;
  throw new AppError("UNAUTHENTICATED", "this is no screen of a club: type the code that an admin has");
}

/** Tells two caddies apart on a screen, and cannot be traced back to either. */
export const keyIn = (secret: string) => (caddieId: string) =>
  mac(secret, `on the wall ${caddieId}`).toString("base64url").slice(0, 12);

/** What this screen may show of its club's board. */
export function stateFor({ name, lists }: WallPass, board: WallBoard): WallState {
  const shows = (number: number | null) => number === null || lists === null || lists.includes(number);
  const own = {
    lists: board.lists.filter(({ number }) => shows(number)),
    announcements: board.announcements.filter(({ listNumber }) => shows(listNumber)),
  };
  return { shape: 1, build: programBuild(), name, ...board, ...own };
}

/** What the screen behind these cookies shows now. @throws AppError UNAUTHENTICATED */
export async function readWall(cookies: string | null): Promise<{ state: WallState; renewed: string }> {
  const { database, env } = runtime();
  const { db } = database;
  const pass = await wallOf(db, cookies, env);
  const board = await wallBoard(db, pass.organizationId, keyIn(env.NEXTAUTH_SECRET));
  const { wallId, passVersion } = pass;
  await noteWallsSeen(db, [wallId], new Date());
  return {
    state: stateFor(pass, board),
    renewed: passCookie(passOf(wallId, passVersion, env.NEXTAUTH_SECRET), env),
  };
}

/** `GET /api/wall`: the same that a live screen is told, for one without a socket. @throws AppError */
export async function getWall(request: Request): Promise<Response> {
  const { state, renewed } = await readWall(request.headers.get("cookie"));
  return json(200, { data: state }, { "set-cookie": renewed });
}

/** `POST /api/wall`: the device that types the code is the screen from now on. @throws AppError */
export async function openWall(request: Request): Promise<Response> {
  const { database, env } = runtime();
  const { code } = validInput(pairInput, await readJson(request));
  const hash = codeHash(code, env.NEXTAUTH_SECRET);
  const found = await throttledGuess(addressOf(request.headers), () =>
    wallBehind(database.db, hash, new Date()),
  );
  if (!found) throw new AppError("NOT_FOUND", "there is no such code, or it has run out");
  const { wallId, organizationId, createdBy, creator } = found;
  const admin: Actor = {
    ...{ userId: createdBy, organizationId, name: creator, role: "ADMIN", caddieId: null, lists: [] },
    ...{ sessionId: wallId, sessionVersion: 0, expiresAt: new Date() },
  };
  const answer = await runCommand(pairWall, { wallId, codeHash: hash }, admin, { success: 200 });
  const { passVersion } = (answer.body as { data: { passVersion: number } }).data;
  const cookie = passCookie(passOf(wallId, passVersion, env.NEXTAUTH_SECRET), env);
  return json(200, { data: { wallId } }, { "set-cookie": cookie });
}
