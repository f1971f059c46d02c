import { useCallback } from "react";
import type { Intention } from "./predict";
import { usePageScope } from "./socket-context";
import { useSendChange } from "./use-send-change";

export interface CaddieUpdate {
  name?: string;
  phoneNumber?: string | null;
  listNumber?: number;
  /** 1-based; without it a move to another list goes to its end. */
  position?: number;
  /** The list can read it. */
  reason?: string;
}

/** Corrects a caddie's data or moves him; shows at once, returns the Idempotency-Key. */
export function useUpdateCaddie(): (caddieId: string, update: CaddieUpdate) => string {
  const { board } = usePageScope();
  const send = useSendChange();
  return useCallback(
    (caddieId, update) => {
      const { name, listNumber, position } = update;
      const known = board.shown(caddieId)?.caddie;
      const intention: Intention =
        listNumber === undefined && position === undefined
          ? { kind: "name", caddieId, name: name ?? known?.name ?? "" }
          : {
              kind: "place",
              caddieId,
              listNumber: listNumber ?? known?.listNumber ?? 0,
              position: position ?? null,
            };
      return send({
        intention,
        method: "PUT",
        path: `/api/caddies/${encodeURIComponent(caddieId)}`,
        body: update,
      });
    },
    [board, send],
  );
}
