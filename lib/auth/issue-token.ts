import { readJson } from "../http/body";
import { addressOf } from "../http/origin";
import { validInput } from "../http/problem";
import { json } from "../http/route";
import { runtime } from "../runtime";
import { openSession } from "../users/commands";
import { type SignedIn, signInInput } from "../users/contract";
import type { Actor } from "./actor";
import { reauthenticate } from "./authenticate";
import { deviceOf } from "./device";
import { signToken } from "./token";

/** `POST /api/auth/token`: identifier and password for a bearer token. @throws AppError */
export async function issueToken(request: Request): Promise<Response> {
  const { database, env } = runtime();
  const { headers } = request;
  const input = validInput(signInInput, await readJson(request));
  const device = deviceOf(headers.get("user-agent"));
  const claims = await openSession(database.db, input, addressOf(headers), device, runtime());
  const { userId: id, name, role, organizationId, lists } = await reauthenticate(claims);
  const signedIn: SignedIn = {
    token: await signToken(claims, env.NEXTAUTH_SECRET),
    expiresAt: claims.expiresAt.toISOString(),
    user: { id, name, role, organizationId, lists },
  };
  return json(200, signedIn);
}

/** The session's token for a socket server at another address, where the cookie does not go. */
export async function socketToken(actor: Actor): Promise<{ data: { token: string } }> {
  return { data: { token: await signToken(actor, runtime().env.NEXTAUTH_SECRET) } };
}
