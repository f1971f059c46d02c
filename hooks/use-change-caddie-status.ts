import { useCallback } from "react";
import type { CaddieStatus } from "../lib/caddies/contract";
import type { TurnPlan } from "./predict";
import { useSendChange } from "./use-send-change";

/**
 * Changes a caddie's status; shows at once, returns the Idempotency-Key. To *En campo* it takes the door that refuses
 * a caddie whom somebody else has sent out meanwhile: nobody believes that he sent a man who went with another.
 */
export function useChangeCaddieStatus(): (caddieId: string, status: CaddieStatus, turn?: TurnPlan) => string {
  const send = useSendChange();
  return useCallback(
    (caddieId, status, turn) => {
      const intention = { kind: "status", caddieId, status, turn } as const;
      if (status === "En campo")
        return send({ intention, method: "POST", path: "/api/turns", body: { caddieId, ...turn } });
      const path = `/api/caddies/${encodeURIComponent(caddieId)}/status`;
      return send({ intention, method: "PATCH", path, body: { status } });
    },
    [send],
  );
}
