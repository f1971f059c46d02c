import { createContext, useContext } from "react";
import type { RealtimeClient } from "../lib/realtime/client";
import type { ClubSession } from "../lib/users/contract";
import type { BoardStore } from "./board-store";
import type { ClubStore } from "./club-store";
import type { Outbox } from "./outbox";
import type { UndoStack } from "./undo-stack";

/** What one signed-in page has once: its connection, its board, what it can take back, what it has to send. */
export interface PageScope {
  session: ClubSession;
  client: RealtimeClient;
  board: BoardStore;
  /** What `session.club` follows. */
  club: ClubStore;
  undo: UndoStack;
  /** What waits to be sent. */
  outbox: Outbox;
}

export const SocketContext = createContext<PageScope | null>(null);

/** @throws Error outside SocketProvider */
export function usePageScope(): PageScope {
  const scope = useContext(SocketContext);
  if (!scope) throw new Error("SocketProvider is missing above");
  return scope;
}
