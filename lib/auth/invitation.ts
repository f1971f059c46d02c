import { runCommand } from "../commands";
import { readJson } from "../http/body";
import { addressOf } from "../http/origin";
import { AppError } from "../http/problem";
import { json, parse } from "../http/route";
import { clubOf } from "../organizations/queries";
import { runtime } from "../runtime";
import { choosePassword } from "../users/commands";
import {
  acceptInvitationInput,
  type Invitation,
  type Issued,
  type IssuedLink,
  type IssuedLinks,
  type IssuedMany,
  invitationInput,
} from "../users/contract";
import { linkClosed } from "../users/locks";
import { passwordFault } from "../users/policy";
import { type FoundInvitation, invitationOf } from "../users/statements";
import type { Actor } from "./actor";
import { invitationToken, tokenHash } from "./invitation-token";
import { hashPassword } from "./password";
import { throttledByAddress } from "./throttle";

/** Adds the link to what is known of it: the one place where it is spoken out, and it is stored nowhere. */
export function withLink(issued: Issued): IssuedLink {
  const { NEXTAUTH_SECRET, NEXTAUTH_URL } = runtime().env;
  const token = invitationToken(issued.invitation.id, NEXTAUTH_SECRET);
  return { ...issued, link: new URL(`/invitacion/${token}`, NEXTAUTH_URL).href };
}

/** The same for many. */
export const withLinks = ({ issued, skipped }: IssuedMany): IssuedLinks => ({
  issued: issued.map(({ listNumber, ...one }) => ({ ...withLink(one), listNumber })),
  skipped,
});

/** @throws AppError NOT_FOUND, RATE_LIMITED */
async function invitationBehind(token: string, headers: Headers): Promise<FoundInvitation> {
  const find = () => invitationOf(runtime().database.db, tokenHash(token), new Date());
  const found = await throttledByAddress(addressOf(headers), find);
  if (!found) throw new AppError("NOT_FOUND", "there is no such link");
  return found;
}

/**
 * What the page behind a link shows, to whoever has it.
 * @throws AppError NOT_FOUND, RATE_LIMITED
 */
export async function showInvitation(token: string, headers: Headers): Promise<Invitation> {
  const { organizationId, state, kind, name, identifier, expiresAt } = await invitationBehind(token, headers);
  const club = await clubOf(runtime().database.db, organizationId);
  return {
    ...{ state, kind, name, clubName: club.name, expiresAt: expiresAt.toISOString() },
    identifier: state === "open" ? identifier : null,
  };
}

type Path = Record<string, string | string[] | undefined>;

/** `GET /api/invitations/:token` */
export async function getInvitation(request: Request, path: Path): Promise<Response> {
  const { token } = parse(invitationInput, path, path);
  return json(200, { data: await showInvitation(token, request.headers) });
}

/** `POST /api/invitations/:token`: chooses the password and uses the link up. @throws AppError */
export async function acceptInvitation(request: Request, path: Path): Promise<Response> {
  const body = await readJson(request);
  const { token, password } = parse(acceptInvitationInput, { ...body, ...path }, path);
  const found = await invitationBehind(token, request.headers);
  const { id, userId, organizationId, sessionVersion, name, role, identifier, expiresAt, state } = found;
  if (state !== "open") throw linkClosed(state);
  const fault = passwordFault(password, identifier);
  if (fault) {
    const errors = [{ path: "password", message: fault }];
    throw new AppError("INVALID", `password: ${fault}`, { errors });
  }
  // Before the transaction: hashing takes long, and locks would wait for it.
  const passwordHash = await hashPassword(password);
  const owner: Actor = {
    ...{ userId, organizationId, sessionVersion, name, role, expiresAt },
    ...{ sessionId: id, caddieId: null, lists: [] },
  };
  await runCommand(choosePassword, { invitationId: id, passwordHash }, owner, { success: 204 });
  return json(200, { data: { identifier } });
}
