import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** Stands between a server and its database, so that the network between them can be broken. */
export class Gate {
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #sockets = new Set<Socket>();
  #swallows = false;
  #port = 0;

  private constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port) || 5432 };
    this.#server = createServer((near) => this.#join(near));
  }

  /** @param url of the database behind it */
  static async before(url: string): Promise<Gate> {
    const gate = new Gate(new URL(url));
    await gate.open();
    return gate;
  }

  /** The same database through this gate. */
  through(url: string): string {
    const address = new URL(url);
    address.host = `127.0.0.1:${this.#port}`;
    return address.href;
  }

  /** Lets new connections pass. Those that were swallowed stay so. */
  async open(): Promise<void> {
    this.#swallows = false;
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** From now on nothing arrives on either side, and nobody is told: old connections and new ones alike. */
  swallow(): void {
    this.#swallows = true;
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  /** Cuts all connections with RST and refuses new ones. */
  async refuse(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.resetAndDestroy();
    await closed;
  }

  #join(near: Socket): void {
    const far = connect(this.#target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      // A reset is what this gate is for; the other side hears of it by its own end.
      socket.on("error", () => other.destroy());
      socket.once("close", () => {
        this.#sockets.delete(socket);
        if (!this.#swallows) other.destroy();
      });
      if (this.#swallows) socket.pause();
      else socket.pipe(other);
    }
  }
}
