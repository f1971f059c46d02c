import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError, problemBody } from "./problem";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/**
 * Refuses a request whose address nobody can read (`//`, `/api/caddies/%zz`) or whose method nobody serves (TRACE):
 * Next answers some of them with 500.
 * @returns true when it was refused and answered
 */
export function refuseUnreadable(request: IncomingMessage, response: ServerResponse): boolean {
  const served = METHODS.includes(request.method ?? "GET");
  if (served && isReadable(request.url ?? "/")) return false;
  const refusal = served
    ? new AppError("MALFORMED", "the address cannot be read")
    : new AppError("METHOD_NOT_ALLOWED", `${request.method} is not served`);
  response.writeHead(refusal.status, {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(!served && { allow: METHODS.join(", ") }),
  });
  response.end(JSON.stringify(problemBody(refusal)));
  return true;
}

function isReadable(target: string): boolean {
  try {
    decodeURIComponent(new URL(target, "http://localhost").pathname);
    return true;
  } catch (error) {
    if (error instanceof URIError || error instanceof TypeError) return false;
    throw error;
  }
}
