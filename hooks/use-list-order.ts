import { useCallback, useState } from "react";
import type { ListOrderAnswer } from "../lib/draws/contract";
import type { Problem } from "../lib/http/fetch";
import { useRequest } from "./use-request";

export type OrderOutcome =
  | { kind: "ordered"; undoable: boolean }
  | { kind: "same" }
  | { kind: "undone" }
  | { kind: "refused"; problem: Problem };

/** Orders a whole list, and takes that back; `outcome` is what the latest press has come to. */
export function useListOrder(listNumber: number) {
  const request = useRequest();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<OrderOutcome | null>(null);
  const path = `/api/lists/${listNumber}/order`;

  const send = useCallback(
    async (method: "PUT" | "POST", at: string, body?: object) => {
      setBusy(true);
      const answer = await request<ListOrderAnswer>(at, method, body);
      setBusy(false);
      if (!answer.ok) return setOutcome({ kind: "refused", problem: answer.problem });
      if (method === "POST") return setOutcome({ kind: "undone" });
      setOutcome(answer.value.changed ? { kind: "ordered", undoable: true } : { kind: "same" });
    },
    [request],
  );
  return {
    busy,
    outcome,
    sort: (mode: "ascending" | "descending", reason: string) =>
      send("PUT", path, { mode, ...(reason && { reason }) }),
    undo: () => send("POST", `${path}/undo`),
  };
}
