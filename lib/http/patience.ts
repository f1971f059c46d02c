import type { Server, ServerOptions, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Logger } from "../telemetry/logger";
import { type Suspicion, suspicious } from "../telemetry/suspicion";
import { clientAddress } from "./origin";

/**
 * How long a connection may take over a request, in ms; for `createServer`. A phone on the edge of its network sends
 * our largest body within the 30 s; a connection that says nothing, or a letter a second, is gone after about 10.
 */
export const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than a proxy keeps an idle connection: otherwise it sends a request into one that is just being closed.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
} satisfies ServerOptions;

const ANSWERS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  HPE_CHUNK_EXTENSIONS_OVERFLOW: "413 Content Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers requests that are none, or never end, as Node does, and tells the log of them. */
export function tellBadRequests(http: Server, log: Logger): void {
  http.on(
    "clientError",
    (error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: ServerResponse }) => {
      const { code = "" } = error;
      const reason = reasonOf(code, socket.bytesRead);
      if (reason) suspicious(log, { address: clientAddress(undefined, socket.remoteAddress, false), reason });
      // An answer that has begun must not be spoilt by another.
      if (socket.writable && !socket._httpMessage?.headersSent) {
        socket.write(`HTTP/1.1 ${ANSWERS[code] ?? "400 Bad Request"}\r\nConnection: close\r\n\r\n`);
      }
      socket.destroy(error);
    },
  );
}

/** A phone that left in the middle, and a browser's spare connection that was never used, are nothing to tell. */
function reasonOf(code: string, bytesRead: number): Suspicion["reason"] | null {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return bytesRead > 0 ? "request too slow" : null;
  return code.startsWith("HPE_") && code !== "HPE_INVALID_EOF_STATE" ? "malformed request" : null;
}
