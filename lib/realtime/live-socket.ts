import type { Socket } from "socket.io";
import type { Actor } from "../auth/actor";
import type { Cursors } from "./contract";

export interface SocketData {
  actor: Actor;
  /** What failures of this connection are counted under. */
  address: string;
  expiry?: NodeJS.Timeout;
  /** Cursors of the handshake, until they were used. */
  cursors?: Cursors;
  /** The moment of `Revisions` at which this socket's access was read. */
  authorisedAt: number;
  /** When it confirmed last that it shows all, in ms since 1970. */
  confirmedAt?: number;
  /** What this connection looks at. */
  resources?: Set<string>;
}
type ServerEvents = Record<string, (...args: never[]) => void>;
export type LiveSocket = Socket<Record<string, never>, ServerEventsToClient, ServerEvents, SocketData>;
interface ServerEventsToClient {
  [event: string]: (payload: unknown) => void;
}
