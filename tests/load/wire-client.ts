import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export interface WireOptions {
  port: number;
  /** Path and query of the WebSocket; the peers and the server differ in nothing else. */
  path: string;
  /** One text message; the buffer is only valid during the call. */
  message(payload: Buffer): void;
  closed(): void;
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

/**
 * A WebSocket client of the least cost: a thousand of them on one core must not be what is measured. It counts
 * bytes, answers pings, and knows no fragments, which the servers here never send.
 */
export class WireClient {
  readonly #socket: Socket;
  readonly #options: WireOptions;
  #rest: Buffer | null = null;
  #upgraded = false;

  constructor(options: WireOptions) {
    this.#options = options;
    this.#socket = connect({ port: options.port, host: "127.0.0.1", noDelay: true });
    this.#socket.on("error", () => this.#socket.destroy());
    this.#socket.on("close", () => options.closed());
    this.#socket.on("data", (chunk) => this.#take(chunk));
    this.#socket.write(
      `GET ${options.path} HTTP/1.1\r\nHost: 127.0.0.1:${options.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
    );
  }

  /** Bytes since the beginning, as the TCP connection carried them. */
  get bytes(): { received: number; sent: number } {
    return { received: this.#socket.bytesRead, sent: this.#socket.bytesWritten };
  }

  send(text: string): void {
    this.#frame(TEXT, Buffer.from(text));
  }

  close(): void {
    this.#socket.destroy();
  }

  /** A lost radio: RST instead of a farewell. */
  cut(): void {
    this.#socket.resetAndDestroy();
  }

  #take(chunk: Buffer): void {
    let data = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = null;
    if (!this.#upgraded) {
      const end = data.indexOf("\r\n\r\n");
      if (end < 0) {
        this.#rest = data;
        return;
      }
      // A refusal has another status; the socket's end then says enough.
      if (!data.subarray(0, 12).equals(Buffer.from("HTTP/1.1 101"))) {
        this.close();
        return;
      }
      this.#upgraded = true;
      data = data.subarray(end + 4);
    }
    this.#frames(data);
  }

  #frames(data: Buffer): void {
    let at = 0;
    while (at + 2 <= data.length) {
      const opcode = (data[at] ?? 0) & 0x0f;
      const short = (data[at + 1] ?? 0) & 0x7f;
      const header = short === 127 ? 10 : short === 126 ? 4 : 2;
      if (at + header > data.length) break;
      const length =
        short === 127
          ? Number(data.readBigUInt64BE(at + 2))
          : short === 126
            ? data.readUInt16BE(at + 2)
            : short;
      const end = at + header + length;
      if (end > data.length) break;
      const payload = data.subarray(at + header, end);
      if (opcode === TEXT) this.#options.message(payload);
      else if (opcode === PING) this.#frame(PONG, payload);
      else if (opcode === CLOSE) this.close();
      at = end;
    }
    if (at < data.length) this.#rest = Buffer.from(data.subarray(at));
  }

  #frame(opcode: number, payload: Buffer): void {
    // A mask of zeros is a legal mask and leaves the payload as it is.
    const small = payload.length < 126;
    const header = Buffer.alloc(small ? 6 : 8);
    header[0] = 0x80 | opcode;
    header[1] = 0x80 | (small ? payload.length : 126);
    if (!small) header.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([header, payload]));
  }
}
