import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import type { Chance } from "../harness/chance";

/** What the network does to one connection. */
export type Weather =
  | { kind: "clear" }
  | { kind: "delay"; ms: number }
  /** Every write arrives in pieces of 1 to 7 bytes. */
  | { kind: "split" }
  | { kind: "throttle"; bytesPerSecond: number }
  /** Nothing passes any more in either direction, and nobody is told. */
  | { kind: "blackhole" }
  /** The server's side is reset, the client's stays open and silent. */
  | { kind: "half-open" };

export const CLEAR: Weather = { kind: "clear" };
/** Split bytes are written in this many pieces at most; the rest of a long write follows whole. */
const PIECES = 40;
const TICK_MS = 50;

/**
 * A TCP network between clients and servers, in this process. What it ends itself it resets on both sides, never
 * politely. With several targets it is the balancer: a new connection goes to the next one that answers.
 */
export class Network {
  readonly #chance: Chance;
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  targets: number[];
  /** Of new connections; a function deals it out one by one. */
  weather: Weather | (() => Weather) = CLEAR;
  /** New connections are reset at once. */
  down = false;
  #next = 0;

  private constructor(targets: number[], chance: Chance) {
    this.targets = targets;
    this.#chance = chance;
    this.#server = createServer({ noDelay: true }, (client) => void this.#accept(client));
  }

  static async between(targets: number[], chance: Chance): Promise<Network> {
    const network = new Network(targets, chance);
    network.#server.listen(0, "127.0.0.1", 4096);
    await once(network.#server, "listening");
    return network;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.#lines.size;
  }

  /** Resets this share of the connections, all by default; returns how many. */
  cut(share = 1): number {
    const chosen = [...this.#lines].filter(() => share >= 1 || this.#chance.next() < share);
    for (const line of chosen) line.reset();
    return chosen.length;
  }

  /** Puts other weather over this share of the living connections. */
  change(share: number, weather: () => Weather): void {
    // A silent line has lost bytes, and no TCP connection goes on after that.
    for (const line of this.#lines) if (!line.silent && this.#chance.next() < share) line.become(weather());
  }

  /** Clear weather everywhere; what lay silent is answered with a reset, as the first packet after an outage is. */
  heal(): void {
    this.weather = CLEAR;
    this.down = false;
    for (const line of this.#lines) {
      if (line.silent) line.reset();
      else line.become(CLEAR);
    }
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #accept(client: Socket): Promise<void> {
    client.on("error", () => client.destroy());
    if (this.down) {
      client.resetAndDestroy();
      return;
    }
    const server = await this.#reach();
    if (!server || client.destroyed) {
      server?.resetAndDestroy();
      client.resetAndDestroy();
      return;
    }
    const line = new Line(client, server, this.#chance, () => this.#lines.delete(line));
    this.#lines.add(line);
    line.become(typeof this.weather === "function" ? this.weather() : this.weather);
  }

  async #reach(): Promise<Socket | null> {
    for (let tried = 0; tried < this.targets.length; tried++) {
      const port = this.targets[this.#next++ % this.targets.length] ?? 0;
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      const reached = await new Promise<boolean>((resolve) => {
        socket.once("connect", () => resolve(true));
        socket.once("error", () => resolve(false));
      });
      if (reached) return socket;
    }
    return null;
  }
}

/** One connection through the network. */
class Line {
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #chance: Chance;
  readonly #ended: () => void;
  /** Each direction keeps its order, whatever the weather was when a piece came. */
  readonly #order = new Map<Socket, Promise<void>>();
  #weather: Weather = CLEAR;

  constructor(client: Socket, server: Socket, chance: Chance, ended: () => void) {
    this.#client = client;
    this.#server = server;
    this.#chance = chance;
    this.#ended = ended;
    this.#carry(client, server);
    this.#carry(server, client);
  }

  get silent(): boolean {
    return this.#weather.kind === "blackhole" || this.#weather.kind === "half-open";
  }

  become(weather: Weather): void {
    this.#weather = weather;
    if (weather.kind === "half-open") this.#server.resetAndDestroy();
  }

  reset(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
    this.#ended();
  }

  #carry(from: Socket, to: Socket): void {
    from.on("error", () => from.destroy());
    from.on("close", (failed) => {
      if (this.silent) return;
      if (failed) this.reset();
      else void this.#last(to);
    });
    from.on("data", (data) => {
      if (this.silent) return;
      if (this.#weather.kind === "clear" && !this.#order.has(to)) this.#write(from, to, data);
      else this.#queue(to, data);
    });
    // What the end itself closes in order is closed in order: only the network's own faults are resets.
    from.on("end", () => void this.#last(to));
  }

  async #last(to: Socket): Promise<void> {
    await this.#order.get(to);
    if (this.silent) return;
    to.end();
    if (this.#client.destroyed && this.#server.destroyed) this.#ended();
  }

  #write(from: Socket, to: Socket, data: Buffer): void {
    if (to.destroyed || to.write(data)) return;
    from.pause();
    to.once("drain", () => from.resume());
  }

  #queue(to: Socket, data: Buffer): void {
    const turn = (this.#order.get(to) ?? Promise.resolve()).then(() => this.#pass(to, data));
    const mine = turn.then(() => {
      if (this.#order.get(to) === mine) this.#order.delete(to);
    });
    this.#order.set(to, mine);
  }

  /** Looks at the weather again for every piece: what waited in it passes at once when it clears. */
  async #pass(to: Socket, data: Buffer): Promise<void> {
    if (this.#weather.kind === "delay") await later(this.#weather.ms * (0.5 + this.#chance.next()));
    let at = 0;
    for (let n = 0; at < data.length && !to.destroyed && !this.silent; n++) {
      const weather = this.#weather;
      const split = weather.kind === "split" && n < PIECES;
      const most =
        weather.kind === "throttle" ? Math.ceil((weather.bytesPerSecond * TICK_MS) / 1000) : Infinity;
      const size = split ? this.#chance.upTo(7) : most;
      to.write(data.subarray(at, at + size));
      at += size;
      if (weather.kind === "throttle") await later(TICK_MS);
      else if (split) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
