import { useCallback } from "react";
import { useSendChange } from "./use-send-change";

/** Takes a caddie off the board; shows at once, returns the Idempotency-Key. */
export function useRemoveCaddie(): (caddieId: string) => string {
  const send = useSendChange();
  return useCallback(
    (caddieId) => {
      const path = `/api/caddies/${encodeURIComponent(caddieId)}`;
      return send({ intention: { kind: "remove", caddieId }, method: "DELETE", path });
    },
    [send],
  );
}
