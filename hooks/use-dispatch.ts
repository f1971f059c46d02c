import { useMemo } from "react";
import type { TurnPlan } from "./predict";
import { useSendChange } from "./use-send-change";

export interface Dispatch {
  skip: (caddieId: string) => string;
  /** The list can read the reason. */
  noShow: (caddieId: string, reason?: string) => string;
  /** Calls him, or takes it back. */
  call: (caddieId: string, called: boolean) => string;
  /** Two to four, all of them or nobody. */
  group: (caddieIds: readonly string[], turn: TurnPlan) => string;
}

/** What is done to those whose turn it is; each shows at once and returns its Idempotency-Key. */
export function useDispatch(): Dispatch {
  const send = useSendChange();
  return useMemo(() => {
    const path = (caddieId: string, act: string) => `/api/caddies/${encodeURIComponent(caddieId)}/${act}`;
    return {
      skip: (caddieId) =>
        send({
          intention: { kind: "skip", caddieId },
          method: "POST",
          path: path(caddieId, "skip"),
          body: {},
        }),
      noShow: (caddieId, reason) =>
        send({
          intention: { kind: "noShow", caddieId },
          method: "POST",
          path: path(caddieId, "no-show"),
          body: { reason },
        }),
      group: (caddieIds, turn) =>
        send({
          intention: { kind: "group", caddieIds, turn },
          method: "POST",
          path: "/api/dispatches",
          body: { caddieIds, ...turn },
        }),
      call: (caddieId, called) =>
        send({
          intention: { kind: "call", caddieId, called },
          method: called ? "POST" : "DELETE",
          path: path(caddieId, "call"),
          body: {},
        }),
    };
  }, [send]);
}
