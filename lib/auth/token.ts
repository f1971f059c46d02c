import { hkdfSync, randomUUID } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import { AppError } from "../http/problem";

/** How long a sign-in lasts, in seconds: a caddie's phone is his own, and he signs in with wet hands. */
export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** What a token says; who the user is by now is read from the database. */
export interface Claims {
  userId: string;
  sessionId: string;
  sessionVersion: number;
  expiresAt: Date;
}

/** The browser's cookie; `__Secure-` in front under https. */
export const cookieName = (publicUrl: string) =>
  publicUrl.startsWith("https://") ? "__Secure-caddiePro_token" : "caddiePro_token";

const keys = new Map<string, Uint8Array>();
/** Clocks of two machines may differ by this, in seconds; next-auth allows the same. */
const CLOCK_TOLERANCE = 15;

/**
 * The key that next-auth derives from the secret (its `jwt` module, version 4). Derived once: it derives it for every
 * token, which was a sixth of what a thousand phones cost that come back at once.
 */
function keyOf(secret: string): Uint8Array {
  const known = keys.get(secret);
  if (known) return known;
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "NextAuth.js Generated Encryption Key", 32));
  keys.set(secret, key);
  return key;
}

/** Makes the token that both doors give: next-auth's encrypted JWT. */
export function signToken(claims: Claims, secret: string): Promise<string> {
  return new EncryptJWT(toJwt(claims))
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setIssuedAt()
    .setExpirationTime(Math.ceil(claims.expiresAt.getTime() / 1000))
    .setJti(randomUUID())
    .encrypt(keyOf(secret));
}

/** The claims as next-auth keeps them in its JWT. */
export const toJwt = (claims: Claims) => ({
  sub: claims.userId,
  sid: claims.sessionId,
  sv: claims.sessionVersion,
  until: Math.floor(claims.expiresAt.getTime() / 1000),
});

/** @throws AppError TOKEN_EXPIRED or UNAUTHENTICATED */
export async function readToken(token: string, secret: string): Promise<Claims> {
  const opened = await jwtDecrypt(token, keyOf(secret), { clockTolerance: CLOCK_TOLERANCE }).catch(
    (error: { code?: string }) => {
      if (error.code === "ERR_JWT_EXPIRED")
        throw new AppError("TOKEN_EXPIRED", "the session has ended: sign in again");
      throw new AppError("UNAUTHENTICATED", "the token is not valid");
    },
  );
  const { sub, sid, sv, until } = opened.payload;
  if (
    typeof sub !== "string" ||
    typeof sid !== "string" ||
    typeof sv !== "number" ||
    typeof until !== "number"
  ) {
    throw new AppError("UNAUTHENTICATED", "the token is not valid");
  }
  if (until * 1000 <= Date.now()) throw new AppError("TOKEN_EXPIRED", "the session has ended: sign in again");
  return { userId: sub, sessionId: sid, sessionVersion: sv, expiresAt: new Date(until * 1000) };
}

/** The session token in a raw `Cookie` header; next-auth cuts long ones into `.0`, `.1` … */
export function tokenFromCookie(header: string | null | undefined, name: string): string | undefined {
  if (!header) return undefined;
  const cookies = new Map(
    header.split(";").map((part): [string, string] => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
  const whole = cookies.get(name);
  if (whole) return whole;
  let joined = "";
  for (let i = 0; cookies.has(`${name}.${i}`); i++) joined += cookies.get(`${name}.${i}`);
  return joined || undefined;
}
