import { NextRequest } from "next/server";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { runCommand } from "../commands";
import { readJson, readText } from "../http/body";
import { addressOf } from "../http/origin";
import { isAppError } from "../http/problem";
import { runtime } from "../runtime";
import { openSession, signOut } from "../users/commands";
import { signInInput } from "../users/contract";
import { reauthenticate } from "./authenticate";
import { deviceOf } from "./device";
import { type Claims, cookieName, SESSION_SECONDS, toJwt } from "./token";

/**
 * The same request with a body that next-auth can read: it parses JSON unguarded and without a limit.
 * @throws AppError MALFORMED, TOO_LARGE, INVALID
 */
export async function readableRequest(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const isJson = request.headers.get("content-type")?.includes("application/json") ?? false;
  const body = isJson ? JSON.stringify(await readJson(request)) : await readText(request);
  const headers = new Headers(request.headers);
  headers.delete("content-length");
  return new NextRequest(request.url, { method: "POST", headers, body: body || null });
}

/** The browser's door: the same check and the same token as `POST /api/auth/token`, kept in an httpOnly cookie. */
export function authOptions(request: Request): NextAuthOptions {
  const { env, database, log } = runtime();
  const secure = env.NEXTAUTH_URL.startsWith("https://");
  return {
    secret: env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/entrar", error: "/entrar" },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: cookieName(env.NEXTAUTH_URL),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { identifier: {}, password: {} },
        async authorize(credentials) {
          const parsed = signInInput.safeParse({
            identifier: credentials?.identifier,
            password: credentials?.password,
          });
          if (!parsed.success) return null;
          try {
            const { headers } = request;
            const device = deviceOf(headers.get("user-agent"));
            const claims = await openSession(database.db, parsed.data, addressOf(headers), device, runtime());
            return { id: claims.userId, claims };
          } catch (error) {
            if (!isAppError(error)) throw error;
            if (error.code === "BAD_CREDENTIALS") return null;
            // next-auth hands the message to the sign-in page: it shows a text by this code.
            throw new Error(error.code);
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? toJwt((user as unknown as { claims: Claims }).claims) : token),
    },
    events: {
      async signOut({ token }) {
        const { sub, sid, sv, until } = token as Record<string, unknown>;
        const session = {
          userId: String(sub),
          sessionId: String(sid),
          sessionVersion: Number(sv),
          expiresAt: new Date(Number(until) * 1000),
        };
        try {
          await runCommand(signOut, {}, await reauthenticate(session), { success: 204 });
        } catch (error) {
          // A session that is already over needs no end.
          if (!isAppError(error)) log.error({ err: error }, "a session could not be ended");
        }
      },
    },
    logger: {
      error: (code, meta) =>
        log.warn({ code, reason: meta instanceof Error ? meta.message : undefined }, "sign-in"),
      warn: (code) => log.debug({ code }, "sign-in"),
      debug: () => {},
    },
  };
}
