import { useCallback, useMemo } from "react";
import type { BoardCaddie } from "../lib/caddies/reducer";
import type { RollEntry } from "../lib/roll-calls/contract";
import type { RollMark } from "../lib/roll-calls/vocabulary";
import type { BoardIntention } from "./predict";
import { usePageScope } from "./socket-context";
import { useWaitingChanges } from "./use-pending-changes";
import { useSendChange } from "./use-send-change";

const pathOf = (rollCallId: string, caddieId: string) =>
  `/api/roll-calls/${encodeURIComponent(rollCallId)}/marks/${encodeURIComponent(caddieId)}`;

/**
 * Marks a name with one tap: it shows at once, goes out in the order of the taps, and waits while there is no network.
 * The board shows what the mark does to him by the same tap.
 */
export function useMarkName(rollCallId: string): (entry: RollEntry, mark: RollMark | null) => void {
  const { board } = usePageScope();
  const send = useSendChange();
  return useCallback(
    ({ caddieId, name }, mark) => {
      const known = board.shown(caddieId)?.caddie;
      send({
        intention: intentionOf(caddieId, known, mark, name),
        method: "PUT",
        path: pathOf(rollCallId, caddieId),
        body: { mark },
        // Its undo is another mark.
        ownUndo: true,
      });
    },
    [board, send, rollCallId],
  );
}

function intentionOf(
  caddieId: string,
  known: BoardCaddie | undefined,
  mark: RollMark | null,
  name: string,
): BoardIntention {
  const comes = mark === "present" || mark === "late";
  if (known?.status === "Ausente" && comes) return { kind: "status", caddieId, status: "Disponible" };
  if (known?.status === "Disponible" && mark !== null && !comes)
    return { kind: "status", caddieId, status: "Ausente" };
  // Changes nothing on the board; what it does there, the server's word tells.
  return { kind: "name", caddieId, name: known?.name ?? name };
}

/** The marks that were tapped on this device and not confirmed yet, by caddie: the latest of each. */
export function useWaitingMarks(rollCallId: string): ReadonlyMap<string, RollMark | null> {
  const waiting = useWaitingChanges();
  return useMemo(() => {
    const marks = new Map<string, RollMark | null>();
    const own = `/api/roll-calls/${encodeURIComponent(rollCallId)}/marks/`;
    for (const { change } of waiting) {
      if (!change.path.startsWith(own)) continue;
      const caddieId = decodeURIComponent(change.path.slice(own.length));
      marks.set(caddieId, (change.body as { mark: RollMark | null }).mark);
    }
    return marks;
  }, [waiting, rollCallId]);
}
