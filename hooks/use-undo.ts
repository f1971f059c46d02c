import { useCallback } from "react";
import type { Intention } from "../lib/caddies/reducer";
import { usePageScope } from "./socket-context";
import { useSendChange } from "./use-send-change";

/** Takes back the change that was made under that Idempotency-Key; shows at once, returns a key of its own. */
export function useUndo(): (caddieId: string, opId: string) => string {
  const { board, undo } = usePageScope();
  const send = useSendChange();
  return useCallback(
    (caddieId, opId) => {
      undo.dismiss(opId);
      const before = undo.before(opId) ?? board.shown(caddieId);
      // Unknown on this page, it shows when the server's word comes.
      const intention: Intention = before
        ? { kind: "restore", ...before }
        : { kind: "name", caddieId, name: "" };
      const path = `/api/caddies/${encodeURIComponent(caddieId)}/undo`;
      return send({ intention, method: "POST", path, body: { opId }, undoes: opId });
    },
    [board, undo, send],
  );
}
