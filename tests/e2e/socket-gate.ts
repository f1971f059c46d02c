import type { Page, WebSocketRoute } from "playwright-core";

/** Stands between a page and the socket server, as a bad network does. Give `guard` to `open` as its `prepare`. */
export class SocketGate {
  /** No socket gets through, as behind a firewall that knows only plain HTTP. */
  closed = false;
  #silent = new Set<WebSocketRoute>();
  #open = new Set<WebSocketRoute>();

  readonly guard = (page: Page): Promise<void> =>
    page.routeWebSocket(/\/socket\.io\//, (socket) => {
      if (this.closed) {
        void socket.close();
        return;
      }
      const server = socket.connectToServer();
      this.#open.add(socket);
      socket.onMessage((message) => {
        if (!this.#silent.has(socket)) server.send(message);
      });
      server.onMessage((message) => {
        if (!this.#silent.has(socket)) socket.send(message);
      });
    });

  /** The sockets that are open now look alive for ever, and nothing passes through them: a phone that slept. */
  silence(): void {
    this.#silent = new Set(this.#open);
  }

  /** Ends the sockets that are open now. */
  async cut(): Promise<void> {
    await Promise.all([...this.#open].map((socket) => socket.close()));
    this.#open.clear();
  }
}
