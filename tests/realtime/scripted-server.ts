import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo, Socket as NetSocket } from "node:net";
import { Server, type Socket } from "socket.io";
import type {
  Ack,
  ClientPayload,
  Cursors,
  Envelope,
  HandshakeCode,
  PresentUser,
  SyncState,
} from "../../lib/realtime/contract";

export interface Handshake {
  token?: string;
  cursors?: Cursors;
}

/** A real Socket.IO server that follows the protocol, and misbehaves exactly as a test tells it to. */
export class ScriptedServer {
  readonly handshakes: Handshake[] = [];
  readonly questions: ClientPayload<"stream:since">[] = [];
  readonly heard: string[] = [];
  readonly log = new Map<string, Envelope[]>();
  epoch = "e1";
  /** What a handshake is answered with instead of a welcome. */
  refusal: HandshakeCode | null = null;
  /** The first entry that is still in the log; whoever is behind it gets a reset. */
  oldest = 1;
  /** Neither says `sync:ready` nor answers a question while true. */
  silent = false;
  /** How often the next pages that want to watch the system are told to wait. */
  watchRefusals = 0;
  /** Who is at every resource. */
  present: PresentUser[] = [];
  /** What is looked at, and typed in, in the order of the words. */
  readonly looked: string[] = [];
  #io: Server | null = null;
  #http: HttpServer | null = null;
  #raw = new Set<NetSocket>();
  #port = 0;

  static async start(): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    await server.listen();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get clients(): Socket[] {
    return [...(this.#io?.sockets.sockets.values() ?? [])];
  }

  /** Again at the same port after `close`. */
  async listen(): Promise<void> {
    const http = createServer();
    http.on("connection", (raw: NetSocket) => {
      this.#raw.add(raw);
      raw.on("close", () => this.#raw.delete(raw));
    });
    const io = new Server(http, { transports: ["websocket"], serveClient: false });
    io.use((socket, next) => {
      this.handshakes.push(socket.handshake.auth as Handshake);
      if (!this.refusal) return next();
      next(Object.assign(new Error("refused"), { data: { code: this.refusal, message: "refused" } }));
    });
    io.on("connection", (socket) => this.#welcome(socket));
    this.#io = io;
    this.#http = http;
    await new Promise<void>((resolve) => http.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (http.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const io = this.#io;
    this.#io = null;
    if (!io) return;
    io.disconnectSockets(true);
    await io.close();
    this.#http?.closeAllConnections();
  }

  /** Writes to the log. `deliver` false: the packet gets lost. */
  write(
    stream: string,
    { deliver = true, ...extra }: Partial<Envelope> & { deliver?: boolean } = {},
  ): Envelope {
    const entries = this.log.get(stream) ?? [];
    const envelope: Envelope = {
      event: "test:written",
      data: {},
      timestamp: "2026-11-20T15:00:00.000Z",
      id: `${stream}-${entries.length + 1}`,
      stream,
      epoch: this.epoch,
      seq: entries.length + 1,
      ...extra,
    };
    this.log.set(stream, [...entries, envelope]);
    if (deliver) this.send(envelope);
    return envelope;
  }

  send(envelope: Envelope): void {
    this.#io?.emit(envelope.event, envelope);
  }

  signal(event: string, payload: unknown): void {
    this.#io?.emit(event, payload);
  }

  /** Names heads to each client and records who confirms them, by his connection, in that order. */
  askHeads(streams = this.heads()): string[] {
    const confirmed: string[] = [];
    for (const socket of this.clients) {
      socket.emit("sync:heads", { streams }, (answer: unknown) => {
        confirmed.push(`${socket.id} ${JSON.stringify(answer)}`);
      });
    }
    return confirmed;
  }

  heads(): Cursors {
    return Object.fromEntries(
      [...this.log].map(([name, log]) => [name, { epoch: this.epoch, seq: log.length }]),
    );
  }

  /** Closes each connection as a slow consumer's is closed: the client may come back. */
  cut(): void {
    for (const socket of this.clients) socket.conn.close();
  }

  /** The network between dies. */
  reset(): void {
    for (const raw of this.#raw) raw.resetAndDestroy();
  }

  #welcome(socket: Socket): void {
    socket.onAny((event: string) => {
      this.heard.push(event);
    });
    socket.on("ping:rtt", (_payload: unknown, ack: (answer: Ack) => void) => {
      if (!this.silent) ack({ ok: true, data: null });
    });
    socket.on("stats:watch", (_payload: unknown, ack: (answer: Ack) => void) => {
      this.watchRefusals -= 1;
      const error = { code: "RATE_LIMITED", message: "too many events" } as const;
      ack(this.watchRefusals >= 0 ? { ok: false, error } : { ok: true, data: {} });
    });
    socket.on("stats:unwatch", (_payload: unknown, ack: (answer: Ack) => void) =>
      ack({ ok: true, data: {} }),
    );
    socket.on("stream:since", (asked: ClientPayload<"stream:since">, ack: (answer: Ack) => void) => {
      this.questions.push(asked);
      if (this.silent) return;
      const entries = this.log.get(asked.stream) ?? [];
      const reset = asked.epoch !== this.epoch || asked.after + 1 < this.oldest;
      const events = entries.filter((e) => e.seq > asked.after);
      ack({ ok: true, data: reset ? { reset: true } : { events, epoch: this.epoch, seq: entries.length } });
    });
    for (const event of ["presence:join", "presence:leave", "typing:start", "typing:stop"]) {
      socket.on(event, (asked: { resource: string; field?: string }, ack: (answer: Ack) => void) => {
        this.looked.push([event, asked.resource, ...(asked.field ? [asked.field] : [])].join(" "));
        ack({ ok: true, data: { resource: asked.resource, users: this.present } });
      });
    }
    if (this.silent) return;
    const { cursors = {} } = socket.handshake.auth as Handshake;
    const states: Record<string, SyncState> = {};
    for (const [stream, entries] of this.log) {
      const head = { epoch: this.epoch, seq: entries.length };
      const cursor = cursors[stream];
      const lost =
        cursor && (cursor.epoch !== this.epoch || cursor.seq + 1 < this.oldest || cursor.seq > head.seq);
      const missed = cursor && !lost ? entries.filter((e) => e.seq > cursor.seq) : [];
      for (const envelope of missed) socket.emit(envelope.event, envelope);
      states[stream] = lost ? { ...head, reset: true } : { ...head, replayed: missed.length };
    }
    socket.emit("sync:ready", { streams: states });
  }
}
