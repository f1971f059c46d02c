import type { Socket } from "socket.io-client";
import type { Ack, ClientEvent, ClientPayload, Cursors, Envelope, HandshakeCode } from "./contract";

/** Why a link ended; `code` is the server's word where it refused the handshake. */
export interface Loss {
  code: HandshakeCode | null;
  by: "network" | "server";
}

export interface LinkHandlers {
  envelope(envelope: Envelope): void;
  /** `confirm`: set where the server waits for an acknowledgement; to be called once, or never. */
  passing(event: string, payload: unknown, confirm: (() => void) | null): void;
  /** Anything at all arrived, heartbeats too. */
  heard(): void;
  /** Comes once, and nothing after it. */
  lost(loss: Loss): void;
}

export interface Credentials {
  token?: string;
  cursors: Cursors;
}

/**
 * One attempt at a connection, from the first byte to its end. It never reconnects: the client
 * makes a new one, so that nothing of a dead connection can reach the living one.
 */
export class Link {
  #socket: Socket | null = null;
  readonly #handlers: LinkHandlers;
  #over = false;

  /** `url` null: the page's own origin, where the session cookie speaks for the user. */
  constructor(url: string | null, credentials: () => Promise<Credentials>, handlers: LinkHandlers) {
    this.#handlers = handlers;
    void this.#open(url, credentials);
  }

  /** The transport's code comes apart from the page, which shows its snapshot without it. */
  async #open(url: string | null, credentials: () => Promise<Credentials>): Promise<void> {
    const transport = await import("socket.io-client").catch(() => null);
    if (transport === null) this.#lose({ code: null, by: "network" });
    if (transport === null || this.#over) return;
    const options = {
      transports: ["websocket"],
      reconnection: false,
      autoConnect: false,
      forceNew: true,
      auth: (give: (data: object) => void) => {
        credentials().then(give, () => this.#lose({ code: null, by: "network" }));
      },
    };
    const socket = url === null ? transport.io(options) : transport.io(url, options);
    this.#socket = socket;
    this.#listen(socket);
    socket.connect();
  }

  /** Null: no answer within `timeoutMs`, or the link ended. */
  async emit<E extends ClientEvent>(
    event: E,
    payload: ClientPayload<E>,
    timeoutMs: number,
  ): Promise<Ack | null> {
    if (this.#socket === null) return null;
    try {
      return (await this.#socket.timeout(timeoutMs).emitWithAck(event, payload)) as Ack;
    } catch {
      return null;
    }
  }

  /** Ends the link without a word to its owner. */
  close(): void {
    this.#over = true;
    this.#socket?.off();
    this.#socket?.offAny();
    this.#socket?.disconnect();
  }

  #listen(socket: Socket): void {
    socket.io.on("open", () => {
      socket.io.engine.on("packet", () => {
        if (!this.#over) this.#handlers.heard();
      });
    });
    socket.onAny((event: string, payload: unknown, ack: unknown) => {
      if (this.#over) return;
      if (isEnvelope(payload)) this.#handlers.envelope(payload);
      else this.#handlers.passing(event, payload, isAck(ack) ? () => ack({}) : null);
    });
    socket.on("connect_error", (error: Error & { data?: unknown }) => {
      const code = handshakeCode(error.data);
      this.#lose({ code, by: code === null ? "network" : "server" });
    });
    socket.on("disconnect", (reason) => {
      this.#lose({ code: null, by: reason === "io server disconnect" ? "server" : "network" });
    });
  }

  #lose(loss: Loss): void {
    if (this.#over) return;
    this.close();
    this.#handlers.lost(loss);
  }
}

const HANDSHAKE_CODES: Record<HandshakeCode, true> = {
  UNAUTHENTICATED: true,
  TOKEN_EXPIRED: true,
  RATE_LIMITED: true,
  UNAVAILABLE: true,
};

function handshakeCode(data: unknown): HandshakeCode | null {
  if (typeof data !== "object" || data === null || !("code" in data)) return null;
  const { code } = data;
  return typeof code === "string" && code in HANDSHAKE_CODES ? (code as HandshakeCode) : null;
}

function isAck(value: unknown): value is (answer: object) => void {
  return typeof value === "function";
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null) return false;
  const { event, stream, epoch, seq } = value as Partial<Envelope>;
  const named = typeof event === "string" && typeof stream === "string" && typeof epoch === "string";
  return named && typeof seq === "number" && Number.isSafeInteger(seq) && seq > 0;
}
