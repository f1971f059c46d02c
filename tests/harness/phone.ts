import { io, type Socket } from "socket.io-client";
import type { Ack, Cursors, Envelope, SyncReady } from "@/lib/realtime/contract";
import { noticed, until } from "./until";

export interface PhoneOptions {
  auth?: Record<string, unknown>;
  /** Headers of the upgrade: `origin`, `cookie` … */
  headers?: Record<string, string>;
}

interface Signal {
  event: string;
  payload: unknown;
}

const open = new Set<Phone>();

/** Ends what a test left open. */
export function closePhones(): void {
  for (const phone of [...open]) phone.close();
}

const isEnvelope = (value: unknown): value is Envelope =>
  typeof value === "object" && value !== null && "seq" in value && "stream" in value;

/** One socket connection that records everything it is told, in order; it never comes back by itself. */
export class Phone {
  /** Events of record, as they came. */
  readonly heard: Envelope[] = [];
  /** Everything else. */
  readonly signals: Signal[] = [];
  /** What made the server refuse the handshake, or null. */
  refusal: { code?: string; message: string } | null = null;
  /** Why the connection ended, or null while it lives. */
  ended: string | null = null;
  readonly socket: Socket;

  constructor(url: string, { auth = {}, headers }: PhoneOptions) {
    open.add(this);
    this.socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      auth,
      extraHeaders: headers,
    });
    this.socket.onAny((event: string, payload: unknown) => {
      if (isEnvelope(payload)) this.heard.push(payload);
      else this.signals.push({ event, payload });
      noticed();
    });
    this.socket.on("connect", noticed);
    this.socket.on("disconnect", (reason) => {
      this.ended = reason;
      noticed();
    });
    this.socket.on("connect_error", (error: Error & { data?: { code: string; message: string } }) => {
      this.refusal = error.data ?? { message: error.message };
      noticed();
    });
  }

  /** The latest payload of a passing signal. */
  last<T>(event: string): T | undefined {
    return this.signals.filter((signal) => signal.event === event).at(-1)?.payload as T | undefined;
  }

  async ready(): Promise<SyncReady> {
    await until(
      () => this.last("sync:ready") !== undefined || this.refusal !== null || this.ended !== null,
      "sync:ready",
    );
    const ready = this.last<SyncReady>("sync:ready");
    if (!ready) throw new Error(`not connected: ${this.refusal?.message ?? this.ended}`);
    return ready;
  }

  async refused(): Promise<{ code?: string; message: string }> {
    await until(() => this.refusal !== null || this.socket.connected, "a refusal");
    if (!this.refusal) throw new Error("the handshake was accepted");
    return this.refusal;
  }

  /** Resolves with the reason for which the connection ended. */
  async end(): Promise<string> {
    await until(() => this.ended !== null, "the end of the connection");
    return this.ended ?? "";
  }

  /** Resolves with the latest payload of this signal, also of one that came before. */
  async signal<T>(event: string): Promise<T> {
    await until(() => this.last(event) !== undefined, event);
    return this.last<T>(event) as T;
  }

  /** Resolves once the latest payload of this signal is this one. */
  async heardAfter(event: string, payload: object): Promise<void> {
    const wanted = JSON.stringify(payload);
    await until(() => JSON.stringify(this.last(event)) === wanted, `${event} ${wanted}`);
  }

  async ask<T = unknown>(event: string, ...payload: unknown[]): Promise<Ack<T>> {
    return this.socket.timeout(10_000).emitWithAck(event, ...payload);
  }

  /** One round trip: whatever the server had sent before has been recorded when it resolves. */
  async pulse(): Promise<void> {
    await this.ask("ping:rtt", {});
  }

  on(stream: string): Envelope[] {
    return this.heard.filter((envelope) => envelope.stream === stream);
  }

  /** Resolves with the envelope of this seq. */
  async entry(stream: string, seq: number): Promise<Envelope> {
    const find = () => this.heard.find((e) => e.stream === stream && e.seq === seq);
    await until(() => find() !== undefined, `${stream} #${seq}`);
    return find() as Envelope;
  }

  /** Resolves once everything up to these cursors was heard. */
  async reach(cursors: Cursors): Promise<void> {
    const behind = () =>
      Object.entries(cursors).filter(([stream, { seq }]) => (this.cursors()[stream]?.seq ?? 0) < seq);
    await until(() => behind().length === 0, `cursors ${JSON.stringify(cursors)}`);
  }

  /** Where this phone stands: what `sync:ready` said, moved on by what was heard since. */
  cursors(): Cursors {
    const ready = this.last<SyncReady>("sync:ready")?.streams ?? {};
    const cursors: Cursors = {};
    for (const [name, { epoch, seq }] of Object.entries(ready)) cursors[name] = { epoch, seq };
    for (const { stream, epoch, seq } of this.heard) {
      const known = cursors[stream];
      if (!known || known.epoch !== epoch || known.seq < seq) cursors[stream] = { epoch, seq };
    }
    return cursors;
  }

  close(): void {
    open.delete(this);
    this.socket.disconnect();
  }
}
