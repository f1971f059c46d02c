import type { WebSocket } from "ws";
import { MAX_WAITING_BYTES, MAX_WAITING_PACKETS } from "./limits";
import type { LiveSocket } from "./live-socket";

/** Checks in a row in which a full connection took not a single byte; one check a second. */
const STALLED_CHECKS = 4;

/** Node's handle of a TCP connection; the kernel has taken `bytesWritten - writeQueueSize`. */
interface Tcp {
  bytesWritten: number;
  writeQueueSize: number;
}

interface EngineSide {
  writeBuffer: { data?: unknown }[];
  transport: { socket?: WebSocket & { _socket?: { _handle?: Tcp | null } } };
}

/** What waited at the last checks, per connection that something waited for. */
const stalls = new WeakMap<object, { sent: number; checks: number }>();

/**
 * True for a consumer that is to be cut off, once a second: more waits for it than the limits allow, or its connection
 * is full and took nothing for four seconds. It comes back by its cursor; buffering on would cost memory for nothing.
 */
export function isSlow(socket: LiveSocket): boolean {
  const { writeBuffer, transport } = socket.conn as unknown as EngineSide;
  // Engine.IO hands its queue over batch by batch; what was handed over waits in the WebSocket.
  const handedOver = transport.socket?.bufferedAmount ?? 0;
  if (writeBuffer.length === 0 && handedOver === 0) {
    stalls.delete(socket);
    return false;
  }
  if (writeBuffer.length > MAX_WAITING_PACKETS) return true;
  let bytes = handedOver;
  for (const { data } of writeBuffer) if (typeof data === "string") bytes += data.length;
  return bytes > MAX_WAITING_BYTES || isStalled(socket, transport);
}

/** Ends the connection and frees what waits for it; the client may come back. */
export function cutOff(socket: LiveSocket): void {
  const { transport } = socket.conn as unknown as EngineSide;
  socket.conn.close(true);
  // Who does not read does not answer the close either: `ws` would hold everything for half a minute more.
  transport.socket?.terminate();
}

function isStalled(socket: LiveSocket, transport: EngineSide["transport"]): boolean {
  const tcp = transport.socket?._socket?._handle;
  if (!tcp) return false;
  // By what the kernel took: by whole writes, megabytes that drain slowly would look like standing still.
  const sent = tcp.bytesWritten - tcp.writeQueueSize;
  const before = stalls.get(socket);
  const checks = before?.sent === sent ? before.checks + 1 : 0;
  stalls.set(socket, { sent, checks });
  return checks >= STALLED_CHECKS;
}
