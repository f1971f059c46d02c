import type { User } from "next-auth";
import { encode, type JWT } from "next-auth/jwt";
import { expect, it } from "vitest";
import { authOptions } from "@/lib/auth/next-auth";
import { Api } from "../harness/api";
import { PASSWORD } from "../harness/factories";
import { SECRET } from "../harness/server";
import { onEveryDatabase } from "../harness/suite";

/** The parts of next-auth's options that it calls itself. */
interface Door {
  authorize(credentials: Record<string, string> | undefined): Promise<User | null>;
  jwt(given: { token: JWT; user?: User }): Promise<JWT>;
  signOut(message: { token: JWT }): Promise<void>;
}

onEveryDatabase((suite) => {
  function door(): Door {
    const { providers, callbacks, events } = authOptions(new Request(suite.server.url));
    const [provider] = providers as unknown as { options: Pick<Door, "authorize"> }[];
    return {
      authorize: (credentials) => provider?.options.authorize(credentials) ?? Promise.resolve(null),
      jwt: callbacks?.jwt as unknown as Door["jwt"],
      signOut: events?.signOut as unknown as Door["signOut"],
    };
  }

  it("[C-06] the browser's door gives the same kind of token as the other, and its sign-out ends it", async () => {
    const club = await suite.club(2);
    const { authorize, jwt, signOut } = door();
    const { identifier } = club.at(1, 1).account;
    const user = await authorize({ identifier: identifier.toUpperCase(), password: PASSWORD });
    expect(user?.id).toBe(club.at(1, 1).account.userId);
    const claims = await jwt({ token: {}, user: user ?? undefined });
    expect(await jwt({ token: claims })).toEqual(claims);
    const api = new Api(() => suite.server.url, await encode({ token: claims, secret: SECRET }));
    expect((await api.board()).body.data).toHaveLength(2);
    await signOut({ token: claims });
    expect((await api.board()).status).toBe(401);
    await signOut({ token: claims });
  });

  it("a wrong password and no password are nobody; too many are told so", async () => {
    const club = await suite.club(1);
    const { authorize } = door();
    const { identifier } = club.at(1, 1).account;
    expect(await authorize(undefined)).toBeNull();
    expect(await authorize({ identifier, password: "" })).toBeNull();
    const guesses = Array.from({ length: 10 }, () => authorize({ identifier, password: "wrong" }));
    expect(await Promise.all(guesses)).toEqual(Array(10).fill(null));
    await expect(authorize({ identifier, password: PASSWORD })).rejects.toThrow("RATE_LIMITED");
  });

  it("[C-06] the cookie is out of reach of scripts and of other sites", () => {
    const { cookies, useSecureCookies } = authOptions(new Request(suite.server.url));
    expect(cookies?.sessionToken).toEqual({
      name: "caddiePro_token",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: false },
    });
    expect(useSecureCookies).toBe(false);
  });
});

onEveryDatabase(
  () => {
    it("[C-06] under https the cookie is kept to https", () => {
      const { cookies, useSecureCookies } = authOptions(new Request("https://caddies.club"));
      expect(cookies?.sessionToken).toMatchObject({
        name: "__Secure-caddiePro_token",
        options: { httpOnly: true, secure: true },
      });
      expect(useSecureCookies).toBe(true);
    });
  },
  { NEXTAUTH_URL: "https://caddies.club" },
);
