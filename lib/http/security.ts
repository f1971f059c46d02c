import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Env } from "../env";

type SecurityEnv = Pick<Env, "production" | "origins" | "NEXTAUTH_URL" | "NEXT_PUBLIC_WS_URL">;

const YEAR_SECONDS = 365 * 24 * 60 * 60;
/** On every answer. Nothing here is shown in a frame, read by another site, or given the device's sensors. */
const EVERYWHERE: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};
/** Pages and routes with a secret in their address: it goes nowhere else, not even to our own pages. */
const SECRET_ADDRESS = /^\/(invitacion|instalar|api\/invitations)\//;
/** An answer that is no page runs nothing, whatever a browser takes it for. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** The worker beside the pages fetches from its own origin and loads no further script. */
const WORKER = "default-src 'none'; connect-src 'self'";

/**
 * Makes the step that puts the security headers on an answer, and for a page a Content-Security-Policy with a nonce of
 * its own, which Next reads off the request and gives to its scripts.
 */
export function createSecurityHeaders(
  env: SecurityEnv,
): (request: IncomingMessage, response: ServerResponse) => void {
  const https = env.NEXTAUTH_URL.startsWith("https://");
  const sockets = [
    ...env.origins,
    ...(env.NEXT_PUBLIC_WS_URL ? [new URL(env.NEXT_PUBLIC_WS_URL).origin] : []),
  ];
  // Older phones do not take the socket of the same origin for 'self'.
  const connect = ["'self'", ...new Set(sockets.map((origin) => origin.replace(/^http/, "ws")))].join(" ");
  const policy = (nonce: string) =>
    [
      "default-src 'self'",
      // Development compiles in the browser.
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${env.production ? "" : " 'unsafe-eval'"}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      `connect-src ${connect}`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      ...(https ? ["upgrade-insecure-requests"] : []),
    ].join("; ");

  return (request, response) => {
    for (const [name, value] of Object.entries(EVERYWHERE)) response.setHeader(name, value);
    if (https) response.setHeader("strict-transport-security", `max-age=${YEAR_SECONDS}; includeSubDomains`);
    if (SECRET_ADDRESS.test(request.url ?? "")) response.setHeader("referrer-policy", "no-referrer");
    const isPage = !/^\/(api|_next)\//.test(request.url ?? "");
    const isWorker = /^\/sw\.js(\?|$)/.test(request.url ?? "");
    const csp = isWorker ? WORKER : isPage ? policy(randomBytes(16).toString("base64")) : NO_PAGE;
    response.setHeader("content-security-policy", csp);
    // Also over one that the client sent: its nonce would be on our scripts.
    request.headers["content-security-policy"] = csp;
    delete request.headers["content-security-policy-report-only"];
  };
}
