import type { ConnectionPhase, ConnectionState } from "./connection";

/** What the client knows about its connection; everything shown is derived from it. */
export interface ConnectionFacts {
  enabled: boolean;
  ended: boolean;
  live: boolean;
  /** Woken with a socket that looks alive: whether it is one is being asked. */
  doubtful: boolean;
  /** The device says that it has no network; the socket's proof of the contrary wins. */
  offline: boolean;
  polling: boolean;
  /** How the last poll went; null before the first. */
  pollOk: boolean | null;
  /** An attempt has failed, or a connection was lost, since the page began. */
  troubled: boolean;
  lossBy: "network" | "server";
  rttMs: number | null;
  nextTryAt: number | null;
  lastSyncAt: number | null;
}

/** Before anything was tried. */
export const firstFacts = (enabled: boolean): ConnectionFacts => ({
  enabled,
  ...{ ended: false, live: false, doubtful: false, offline: false, polling: false, pollOk: null },
  ...{ troubled: false, lossBy: "network", rttMs: null, nextTryAt: null, lastSyncAt: null },
});

/** The state that screens show, from the facts; pure. */
export function connectionState(facts: ConnectionFacts): ConnectionState {
  const phase = phaseOf(facts);
  const waiting = phase === "reconnecting" || phase === "polling";
  return {
    phase,
    rttMs: facts.rttMs,
    nextTryAt: waiting ? facts.nextTryAt : null,
    lastSyncAt: facts.lastSyncAt,
    reason: reasonOf(phase, facts),
  };
}

function phaseOf(facts: ConnectionFacts): ConnectionPhase {
  if (facts.ended) return "ended";
  if (facts.live) return facts.doubtful ? "connecting" : "live";
  if (facts.offline) return "offline";
  if (facts.polling || !facts.enabled) return facts.pollOk === false ? "reconnecting" : "polling";
  return facts.troubled ? "reconnecting" : "connecting";
}

function reasonOf(phase: ConnectionPhase, facts: ConnectionFacts): ConnectionState["reason"] {
  switch (phase) {
    case "live":
    case "connecting":
      return null;
    case "ended":
      return "session";
    case "offline":
      return "network";
    default:
      return facts.enabled ? facts.lossBy : "off";
  }
}

/** True when nothing that a screen shows differs. */
export function sameState(a: ConnectionState, b: ConnectionState): boolean {
  return (
    a.phase === b.phase &&
    a.rttMs === b.rttMs &&
    a.nextTryAt === b.nextTryAt &&
    a.lastSyncAt === b.lastSyncAt &&
    a.reason === b.reason
  );
}
