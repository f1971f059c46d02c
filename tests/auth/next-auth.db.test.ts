import { NextRequest } from "next/server";
import type { User } from "next-auth";
import { encode, type JWT } from "next-auth/jwt";
import { expect, it } from "vitest";
import { authOptions, readableRequest } from "@/lib/auth/next-auth";
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
    it("[R-02] what next-auth could not read is refused before it, and the rest reaches it as it was", async () => {
      const post = (type: string, body: string | Uint8Array<ArrayBuffer>) =>
        readableRequest(
          new NextRequest("https://caddies.club/api/auth/callback/credentials?x=1", {
            method: "POST",
            headers: { "content-type": type, "x-forwarded-for": "10.0.0.1" },
            body,
          }),
        );
      for (const body of ["{", "[]", "[".repeat(30_000), "x", new Uint8Array([0xc3, 0x28])]) {
        await expect(post("application/json", body)).rejects.toMatchObject({ code: "MALFORMED" });
      }
      await expect(post("application/x-www-form-urlencoded", "x".repeat(70_000))).rejects.toMatchObject({
        code: "TOO_LARGE",
      });
      const json = await post("application/json", '{"identifier":"a"}');
      expect(await json.json()).toEqual({ identifier: "a" });
      expect(json.headers.get("x-forwarded-for")).toBe("10.0.0.1");
      const form = await post("application/x-www-form-urlencoded", "identifier=a&json=true");
      expect([await form.text(), form.nextUrl.search]).toEqual(["identifier=a&json=true", "?x=1"]);
      expect(await (await post("application/json", "")).json()).toEqual({});
    });

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
