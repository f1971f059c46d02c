/**
 * The state of the one connection as screens show it.
 * `connecting`: first attempt, the snapshot is fresh; or just woken, asking whether the socket still hears ·
 * `live`: caught up and hearing · `reconnecting`: lost, next try
 * known · `polling`: no socket, the snapshot is fetched every 5 s · `offline`: the device has no network ·
 * `ended`: the session is over, nothing will be tried until somebody signs in.
 */
export type ConnectionPhase = "connecting" | "live" | "reconnecting" | "polling" | "offline" | "ended";

export interface ConnectionState {
  phase: ConnectionPhase;
  /** Last measured round trip in milliseconds. */
  rttMs: number | null;
  /** When the next attempt starts, in ms since 1970; null while one is under way or none is planned. */
  nextTryAt: number | null;
  /** When the board was last known to be current, in ms since 1970; null before the first proof. */
  lastSyncAt: number | null;
  /** Why it is not live; null when it is. */
  reason: "network" | "server" | "off" | "session" | null;
}
