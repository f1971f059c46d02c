import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { createSecurityHeaders } from "@/lib/http/security";

const ENV = {
  production: true,
  origins: new Set(["https://caddies.club"]),
  NEXTAUTH_URL: "https://caddies.club",
};

function headersOf(
  env: Parameters<typeof createSecurityHeaders>[0],
  url: string,
  sent: Record<string, string> = {},
) {
  const headers = new Map<string, string>();
  const request = { url, headers: { ...sent } } as unknown as IncomingMessage;
  const response = { setHeader: (name: string, value: string) => headers.set(name, value) };
  createSecurityHeaders(env)(request, response as unknown as ServerResponse);
  return { headers, request };
}

describe("security headers", () => {
  it("lets a page speak to its own sockets and those of the configured server only", () => {
    const env = { ...ENV, NEXT_PUBLIC_WS_URL: "wss://live.caddies.club/x" };
    const policy = headersOf(env, "/turnos").headers.get("content-security-policy");
    expect(policy).toContain("connect-src 'self' wss://caddies.club wss://live.caddies.club;");
    expect(policy).toContain("upgrade-insecure-requests");
  });

  it("asks for https for a year where the club has it, and never else", () => {
    expect(headersOf(ENV, "/").headers.get("strict-transport-security")).toMatch(/^max-age=31536000/);
    const plain = {
      ...ENV,
      NEXTAUTH_URL: "http://10.0.0.5:3000",
      origins: new Set(["http://10.0.0.5:3000"]),
    };
    expect(headersOf(plain, "/").headers.has("strict-transport-security")).toBe(false);
    expect(headersOf(plain, "/").headers.get("content-security-policy")).not.toContain("upgrade");
  });

  it("compiles in the browser in development only", () => {
    const policy = (production: boolean) =>
      headersOf({ ...ENV, production }, "/").headers.get("content-security-policy");
    expect(policy(true)).not.toContain("unsafe-eval");
    expect(policy(false)).toContain("unsafe-eval");
  });

  it("puts its own policy over the client's, so that nobody chooses the nonce of our scripts", () => {
    const sent = {
      "content-security-policy": "script-src 'nonce-mine'",
      "content-security-policy-report-only": "x",
    };
    const { request } = headersOf(ENV, "/turnos", sent);
    expect(request.headers["content-security-policy"]).not.toContain("nonce-mine");
    expect(request.headers["content-security-policy-report-only"]).toBeUndefined();
  });
});
