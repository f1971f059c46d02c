import { useCallback } from "react";
import type { BoardIntention, Standing } from "./predict";
import { usePageScope } from "./socket-context";
import { useSendChange } from "./use-send-change";

/**
 * Takes back the change that was made under that Idempotency-Key to these caddies, all of it at once; shows at once,
 * returns a key of its own.
 */
export function useUndo(): (caddieIds: readonly string[], opId: string) => string {
  const { board, undo } = usePageScope();
  const send = useSendChange();
  return useCallback(
    (caddieIds, opId) => {
      undo.dismiss(opId);
      const before = undo.before(opId) ?? caddieIds.flatMap((id) => board.shown(id) ?? []);
      const [caddieId = "", ...more] = caddieIds;
      if (more.length > 0) {
        const intention: BoardIntention = { kind: "restoreGroup", members: before };
        const body = { caddieIds, opId };
        return send({ intention, method: "POST", path: "/api/dispatches/undo", body, undoes: opId });
      }
      const path = `/api/caddies/${encodeURIComponent(caddieId)}/undo`;
      return send({ intention: back(caddieId, before), method: "POST", path, body: { opId }, undoes: opId });
    },
    [board, undo, send],
  );
}

/** Unknown on this page, it shows when the server's word comes. */
function back(caddieId: string, [before]: readonly Standing[]): BoardIntention {
  return before ? { kind: "restore", ...before } : { kind: "name", caddieId, name: "" };
}
