import type { Server } from "socket.io";
import { Encoder, PacketType } from "socket.io-parser";
import type { WebSocket } from "ws";
import type { LiveSocket } from "./live-socket";

/**
 * Recipients that are served before the event loop gets a turn. 10,000 at once would hold it for a tenth of a second;
 * a slice holds it for about four milliseconds.
 */
const SLICE = 500;
const OPEN = 1;

/** One event on its way to the members that a room had when it was emitted. */
interface Broadcast {
  room: string;
  packet: string;
  frame: Buffer;
  ids: string[];
  /** Index into `ids` of whoever is next. */
  next: number;
  recipients: number;
  done: (recipients: number, bytes: number) => void;
}

/** Engine.IO's side of a connection, as far as it is used here. */
interface EngineSide {
  readyState: string;
  writeBuffer: unknown[];
  transport: {
    writable: boolean;
    socket?: WebSocket & { _sender?: { sendFrame?: (frames: Buffer[]) => void } };
  };
  write(packet: string, options: object): void;
}

/**
 * Writes one event to all members of a room, in slices. The frame is made once; where nothing waits on a connection it
 * is written to the WebSocket at once, past the queues of two libraries, which costs a third less than their broadcast.
 * Where something waits it goes through Engine.IO's queue, so that order is kept and a slow consumer is seen.
 */
export class FanOut {
  readonly #io: Server;
  readonly #slice: number;
  readonly #encoder = new Encoder();
  /** Broadcasts under way, per room in order; rooms take turns, so that a large one does not hold up a small one. */
  readonly #rooms = new Map<string, Broadcast[]>();
  /** A turn runs, or is scheduled: it will come to whatever is put into `#rooms`. */
  #busy = false;

  /** @param slice recipients that are served before the event loop gets a turn */
  constructor(io: Server, slice: number = SLICE) {
    this.#io = io;
    this.#slice = slice;
  }

  /** @param done called after the write to the last member, with what was written: to how many, and bytes in all */
  send(room: string, event: string, payload: unknown, done: Broadcast["done"]): void {
    const members = this.#io.sockets.adapter.rooms.get(room);
    if (!members) return done(0, 0);
    const [packet] = this.#encoder.encode({ type: PacketType.EVENT, nsp: "/", data: [event, payload] });
    // The members of now: whoever joins later gets this event by his replay.
    const broadcast = {
      room,
      packet,
      frame: frameOf(packet),
      ids: [...members],
      next: 0,
      recipients: 0,
      done,
    };
    const waiting = this.#rooms.get(room);
    if (waiting) waiting.push(broadcast);
    else this.#rooms.set(room, [broadcast]);
    if (!this.#busy) this.#turn();
  }

  #turn(): void {
    this.#busy = true;
    for (let left = this.#slice; left > 0; ) {
      const [next] = this.#rooms;
      if (!next) break;
      const [room, broadcasts] = next;
      left -= this.#serve(broadcasts, left);
      this.#rooms.delete(room);
      // To the back: the others come first.
      if (broadcasts.length > 0) this.#rooms.set(room, broadcasts);
    }
    this.#busy = this.#rooms.size > 0;
    if (this.#busy) setImmediate(() => this.#turn());
  }

  /** @returns how many recipients had their turn; those who had left count too */
  #serve(broadcasts: Broadcast[], most: number): number {
    let left = most;
    for (let broadcast = broadcasts[0]; broadcast && left > 0; broadcast = broadcasts[0]) {
      const { ids, next } = broadcast;
      const upTo = Math.min(ids.length, next + left);
      broadcast.recipients += this.#write(broadcast, upTo);
      left -= upTo - next;
      if (upTo < ids.length) break;
      broadcasts.shift();
      broadcast.done(broadcast.recipients, broadcast.recipients * broadcast.frame.length);
    }
    return most - left;
  }

  /** @returns how many were written to */
  #write(broadcast: Broadcast, upTo: number): number {
    const members = this.#io.sockets.adapter.rooms.get(broadcast.room);
    const { sockets } = this.#io.sockets;
    let written = 0;
    for (; broadcast.next < upTo; broadcast.next++) {
      const id = broadcast.ids[broadcast.next] ?? "";
      // Whoever left meanwhile may see it no more.
      if (!members?.has(id)) continue;
      const socket = sockets.get(id) as LiveSocket | undefined;
      if (!socket) continue;
      write(socket.conn as unknown as EngineSide, broadcast);
      written++;
    }
    return written;
  }
}

function write(conn: EngineSide, { packet, frame }: Broadcast): void {
  const { transport } = conn;
  const { socket } = transport;
  const idle = conn.readyState === "open" && transport.writable && conn.writeBuffer.length === 0;
  if (idle && socket?._sender?.sendFrame && socket.readyState === OPEN && socket.bufferedAmount === 0) {
    socket._sender.sendFrame([frame]);
  } else {
    conn.write(packet, { preEncoded: true, wsPreEncodedFrame: [frame] });
  }
}

/** The text frame of one message, unmasked and in one piece (RFC 6455, 5.2): one write per recipient instead of two. */
function frameOf(packet: string): Buffer {
  // "4" is Engine.IO's message.
  const payload = Buffer.from(`4${packet}`);
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x81;
  if (length < 126) header[1] = length;
  else if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}
