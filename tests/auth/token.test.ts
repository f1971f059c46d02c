import { decode, encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { type Claims, cookieName, readToken, signToken, tokenFromCookie } from "@/lib/auth/token";

const SECRET = "a secret of at least thirty-two characters";
const seconds = (n: number) => new Date((Math.floor(Date.now() / 1000) + n) * 1000);
const claims = (expiresAt: Date): Claims => ({ userId: "u", sessionId: "s", sessionVersion: 3, expiresAt });
const code = (token: string, secret = SECRET) =>
  readToken(token, secret).then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );

describe("[C-06] the token", () => {
  it("comes back as it was signed", async () => {
    const given = claims(seconds(60));
    expect(await readToken(await signToken(given, SECRET), SECRET)).toEqual(given);
  });

  it("is next-auth's own kind: each reads what the other has made", async () => {
    const token = await signToken(claims(seconds(60)), SECRET);
    expect(await decode({ token, secret: SECRET })).toMatchObject({ sub: "u", sid: "s", sv: 3 });
  });

  it("tells nothing to who has not the secret", async () => {
    const token = await signToken({ ...claims(seconds(60)), userId: "the-user" }, SECRET);
    const parts = token.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect(parts.join()).not.toContain("the-user");
  });

  it("is refused when it was touched, made with another secret, or is none", async () => {
    const token = await signToken(claims(seconds(60)), SECRET);
    expect(await code(token)).toBe("accepted");
    expect(await code(token, `${SECRET}!`)).toBe("UNAUTHENTICATED");
    const parts = token.split(".");
    for (const i of parts.keys()) {
      const touched = parts.map((part, n) => (n === i ? `A${part.slice(1)}B` : part)).join(".");
      expect(await code(touched), `part ${i}`).toBe("UNAUTHENTICATED");
    }
    for (const none of ["", ".", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "ñ"]) {
      expect(await code(none), none).toBe("UNAUTHENTICATED");
    }
  });

  it("without our claims is refused, genuine as it may be", async () => {
    const made = (token: Record<string, unknown>) => encode({ token, secret: SECRET });
    const whole = { sub: "u", sid: "s", sv: 1, until: Math.floor(Date.now() / 1000) + 60 };
    expect(await code(await made(whole))).toBe("accepted");
    for (const claim of ["sub", "sid", "sv", "until"]) {
      expect(await code(await made({ ...whole, [claim]: undefined })), claim).toBe("UNAUTHENTICATED");
      expect(await code(await made({ ...whole, [claim]: [] })), claim).toBe("UNAUTHENTICATED");
    }
  });

  it("ends at its second, though the cookie's own check is lenient", async () => {
    expect(await code(await signToken(claims(seconds(-1)), SECRET))).toBe("TOKEN_EXPIRED");
    expect(await code(await signToken(claims(seconds(-3600)), SECRET))).toBe("TOKEN_EXPIRED");
  });
});

describe("[C-06] the cookie", () => {
  it("is named for the site, and kept to https where the site is", () => {
    expect(cookieName("http://localhost:3000")).toBe("caddiePro_token");
    expect(cookieName("https://caddies.club")).toBe("__Secure-caddiePro_token");
  });

  it("is found among others, whole or in pieces", () => {
    const find = (header: string | null) => tokenFromCookie(header, "caddiePro_token");
    expect(find("a=1; caddiePro_token=abc; b=2")).toBe("abc");
    expect(find("caddiePro_token=a=b==")).toBe("a=b==");
    expect(find("caddiePro_token.1=def; caddiePro_token.0=abc")).toBe("abcdef");
    expect(find("caddiePro_token.0=abc; caddiePro_token.2=ghi")).toBe("abc");
    for (const none of [
      null,
      "",
      "caddiePro_token=",
      "xcaddiePro_token=a",
      "CADDIEPRO_TOKEN=a",
      ";;=;",
      "caddiePro_token.1=b",
    ]) {
      expect(find(none), String(none)).toBeUndefined();
    }
    expect(tokenFromCookie("caddiePro_token=a", "__Secure-caddiePro_token")).toBeUndefined();
  });
});
