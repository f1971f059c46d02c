import { RawConnection } from "./raw-connection";

export interface RawRequest {
  method: string;
  /** As it stands in the request line. */
  target: string;
  /** Names may come twice. */
  headers: [name: string, value: string][];
  body: Buffer;
  /** Nothing more comes after this many bytes of the body, and the client leaves. */
  breaksOffAt?: number;
  /** The body goes in chunks of this size, without a length. */
  chunked?: number;
}
export interface RawReply {
  /** 0 when the server ended the connection without a word. */
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a request as it is, right or wrong, on a connection of its own. */
export async function sendRaw(port: number, request: RawRequest): Promise<RawReply> {
  const { method, target, headers, body, breaksOffAt, chunked } = request;
  const connection = new RawConnection(port);
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  connection.send(Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`, "latin1"));
  if (breaksOffAt !== undefined) {
    connection.send(body.subarray(0, breaksOffAt));
    connection.socket.end();
  } else if (chunked) {
    for (let at = 0; at < body.length; at += chunked) {
      const part = body.subarray(at, at + chunked);
      connection.send(
        Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]),
      );
    }
    connection.send("0\r\n\r\n");
  } else connection.send(body);
  // A server that waits for more than was sent is left alone by the caller's own deadline.
  await Promise.race([connection.gone, new Promise((resolve) => setTimeout(resolve, 20_000))]);
  connection.destroy();
  return parseReply(connection.heard);
}

function parseReply(heard: Buffer): RawReply {
  const text = heard.toString("utf8").replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "");
  const end = text.indexOf("\r\n\r\n");
  const [first = "", ...lines] = text.slice(0, Math.max(0, end)).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  );
  const body = text.slice(end + 4);
  const whole = headers["transfer-encoding"] === "chunked" ? unchunked(body) : body;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0), headers, body: whole };
}

function unchunked(text: string): string {
  const bytes = Buffer.from(text);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, end).toString(), 16);
    if (end < 0 || !(size > 0)) break;
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(parts).toString();
}
