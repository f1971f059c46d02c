import { connect, type Socket } from "node:net";
import WebSocket from "ws";
import type { Ack } from "@/lib/realtime/contract";

interface LinkHandlers {
  /** What the handshake is given. */
  auth(): object;
  event(name: string, payload: unknown): void;
  refused(code: string): void;
  /** Comes once; nothing after it. */
  lost(): void;
}

const READY_MS = 8_000;

/** One Socket.IO connection without the library: little memory, and its TCP connection can be reset. */
export class WireLink {
  readonly #handlers: LinkHandlers;
  readonly #tcp: Socket;
  readonly #ws: WebSocket;
  readonly #questions = new Map<number, (ack: Ack | null) => void>();
  #silence: NodeJS.Timeout | undefined;
  #patienceMs = READY_MS;
  #asked = 0;
  #over = false;

  constructor(port: number, handlers: LinkHandlers) {
    this.#handlers = handlers;
    const tcp = connect({ port, host: "127.0.0.1", noDelay: true });
    const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
    this.#tcp = tcp;
    this.#ws = new WebSocket(url, { createConnection: () => tcp, perMessageDeflate: false });
    this.#ws.on("message", (data) => this.#packet(data.toString()));
    this.#ws.on("error", () => tcp.destroy());
    this.#ws.on("close", () => this.#end());
    this.#listenForSilence();
  }

  /** Resets the connection from this side. */
  cut(): void {
    this.#tcp.resetAndDestroy();
  }

  /** Stops reading; the connection stays. */
  sleep(): void {
    clearTimeout(this.#silence);
    this.#ws.pause();
  }

  wake(): void {
    this.#ws.resume();
    this.#listenForSilence();
  }

  /** Ends it without a word to its owner. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#silence);
    this.#ws.terminate();
  }

  /** Null: no answer came while the link lived. */
  ask(event: string, payload: object): Promise<Ack | null> {
    if (this.#over || this.#ws.readyState !== WebSocket.OPEN) return Promise.resolve(null);
    const id = this.#asked++;
    this.#ws.send(`42${id}${JSON.stringify([event, payload])}`);
    return new Promise((resolve) => this.#questions.set(id, resolve));
  }

  #packet(text: string): void {
    if (this.#over) return;
    this.#listenForSilence();
    const body = text.slice(2);
    if (text === "2") this.#ws.send("3");
    else if (text[0] === "0") this.#opened(text.slice(1));
    else if (text.startsWith("42")) this.#handlers.event(...(JSON.parse(body) as [string, unknown]));
    else if (text.startsWith("43")) this.#answered(body);
    else if (text.startsWith("44")) {
      this.#handlers.refused((JSON.parse(body) as { data?: { code?: string } }).data?.code ?? "UNKNOWN");
      this.cut();
    }
  }

  #opened(handshake: string): void {
    const { pingInterval, pingTimeout } = JSON.parse(handshake) as {
      pingInterval: number;
      pingTimeout: number;
    };
    this.#patienceMs = pingInterval + pingTimeout;
    this.#ws.send(`40${JSON.stringify(this.#handlers.auth())}`);
  }

  #answered(text: string): void {
    const at = text.indexOf("[");
    const id = Number(text.slice(0, at));
    const [ack] = JSON.parse(text.slice(at)) as [Ack];
    this.#questions.get(id)?.(ack);
    this.#questions.delete(id);
  }

  #listenForSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.cut(), this.#patienceMs);
  }

  #end(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#silence);
    for (const answer of this.#questions.values()) answer(null);
    this.#handlers.lost();
  }
}
