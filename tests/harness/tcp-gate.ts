import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** Passes connections on to a port of the loopback, until they are told to hang: open, and dead. */
export class TcpGate {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();

  private constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      const pair: [Socket, Socket] = [near, far];
      this.#pairs.add(pair);
      near.pipe(far).pipe(near);
      for (const side of pair) {
        side.on("error", () => side.destroy());
        side.on("close", () => {
          this.#pairs.delete(pair);
          for (const socket of pair) socket.destroy();
        });
      }
    });
  }

  static async open(port: number): Promise<TcpGate> {
    const gate = new TcpGate(port);
    gate.#server.listen(0, "127.0.0.1");
    await once(gate.#server, "listening");
    return gate;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What is open now carries nothing any more, and nobody is told; new connections are passed on. */
  hang(): void {
    for (const [near, far] of this.#pairs) {
      near.unpipe(far).pause();
      far.unpipe(near).pause();
    }
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
    await once(this.#server, "close");
  }
}
