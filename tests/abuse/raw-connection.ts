import { connect, type Socket } from "node:net";

/** Bytes of the answers that are remembered: the longest single one, and far less than a flood of them. */
const KEPT = 2 * 1024 * 1024;

/** A bare TCP connection, for what no client library would send. */
export class RawConnection {
  readonly socket: Socket;
  /** Resolves when the connection is gone, whoever ended it. */
  readonly gone: Promise<void>;
  #heard: Buffer = Buffer.alloc(0);
  #looks = new Set<() => void>();
  closed = false;

  /** @param halfOpen does not end its own half when the server ends his */
  constructor(port: number, { halfOpen = false }: { halfOpen?: boolean } = {}) {
    this.socket = connect({ port, host: "127.0.0.1", allowHalfOpen: halfOpen });
    this.socket.setNoDelay(true);
    this.socket.on("data", (chunk: Buffer) => {
      this.#heard = Buffer.concat([this.#heard, chunk]).subarray(-KEPT);
      for (const look of this.#looks) look();
    });
    // Resets are what an attacker may expect.
    this.socket.on("error", () => this.socket.destroy());
    this.gone = new Promise((resolve) =>
      this.socket.once("close", () => {
        this.closed = true;
        for (const look of this.#looks) look();
        resolve();
      }),
    );
  }

  get heard(): Buffer {
    return this.#heard;
  }

  send(data: string | Buffer): void {
    if (this.socket.writable) this.socket.write(data);
  }

  /** True as soon as the answer holds these bytes; false when the connection ends before, or after `patienceMs`. */
  hears(text: string | RegExp, patienceMs = 5_000): Promise<boolean> {
    const found = () =>
      typeof text === "string" ? this.#heard.includes(text) : text.test(this.#heard.toString("latin1"));
    return new Promise((resolve) => {
      const finish = (result: boolean) => {
        clearTimeout(timer);
        this.#looks.delete(look);
        resolve(result);
      };
      const look = () => {
        if (found()) finish(true);
        else if (this.closed) finish(false);
      };
      const timer = setTimeout(() => finish(false), patienceMs);
      this.#looks.add(look);
      look();
    });
  }

  /** Ends at once: RST where `reset`. */
  destroy(reset = false): void {
    if (reset && !this.closed) this.socket.resetAndDestroy();
    else this.socket.destroy();
  }
}
