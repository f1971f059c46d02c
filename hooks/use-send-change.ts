import { useMutation } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback } from "react";
import { type Problem, problemFrom } from "../lib/http/fetch";
import { clockText } from "../lib/i18n/span-texts";
import { CLOCK } from "../lib/i18n/times";
import { type BoardChange, subjectOf } from "./board-cache";
import { CHANGES_KEY, CHANGES_SCOPE } from "./board-store";
import { deliverChange, retryChange, retryDelay } from "./deliver-change";
import { newOpId } from "./op-id";
import { refusalOf } from "./refusal";
import { sayRefusal } from "./say-refusal";
import { usePageScope } from "./socket-context";

/** A change as a mutation hook describes it; the rest is the same for all. */
type ChangeDraft = Omit<BoardChange, "opId" | "at" | "name">;

const SCOPE = { id: CHANGES_SCOPE };

/**
 * Sends a change of the board: it shows at once, goes out in the order of the taps, waits while there is no network,
 * has one effect however often it is repeated, and when the server refuses it is taken off the screen with a word.
 * Returns the Idempotency-Key at once and never throws.
 */
export function useSendChange(): (draft: ChangeDraft) => string {
  const scope = usePageScope();
  const t = useTranslations("refusals");
  const clock = useTranslations("time");
  const format = useFormatter();
  const { board, undo, client } = scope;

  const refused = (problem: Problem, change: BoardChange) => {
    undo.refuse(change.opId);
    if (problem.status === 401) client.end();
    // What was refused was decided on an old picture.
    if (problem.status === 404 || problem.status === 409) board.refresh().catch(() => client.reconnectNow());
    const { key, values } = refusalOf(problem, change.name);
    const time = problem.at ? clockText(clock, format.dateTime(new Date(problem.at), CLOCK)) : "";
    sayRefusal(t(key, { ...values, time }), change.opId);
  };

  const { mutate } = useMutation<void, Error, BoardChange>({
    mutationKey: CHANGES_KEY,
    scope: SCOPE,
    networkMode: "online",
    retry: retryChange,
    retryDelay,
    mutationFn: (change) => deliverChange(change, scope),
    onError: (error, change) => refused(problemFrom(error), change),
  });

  return useCallback(
    (draft) => {
      const opId = newOpId();
      const caddieId = subjectOf(draft.intention);
      const before = board.shown(caddieId);
      const restored = draft.intention.kind === "restore" ? draft.intention.caddie.name : "";
      const name = before?.caddie.name ?? restored;
      if (before && !draft.undoes) {
        undo.remember(opId, before);
        if (draft.intention.kind !== "name") undo.push({ opId, caddieId, name, intention: draft.intention });
      }
      mutate({ ...draft, opId, name, at: new Date().toISOString() });
      return opId;
    },
    [board, undo, mutate],
  );
}
