import { useCallback } from "react";
import type { BoardChange } from "./board-cache";
import { newOpId } from "./op-id";
import { type BoardIntention, subjectsOf } from "./predict";
import { usePageScope } from "./socket-context";

/** A change as the hook of one kind describes it; the rest is the same for all. */
type ChangeDraft = Omit<BoardChange, "opId" | "at" | "name" | "intention"> & {
  intention: BoardIntention;
  /** Its screen has an undo of its own. */
  ownUndo?: boolean;
};

/** Of several their first names, for a line has no room for more. */
const namesOf = ([first = "", ...more]: readonly string[]) =>
  more.length === 0 ? first : [first, ...more].map((name) => name.trim().split(/\s+/)[0]).join(", ");

/**
 * Sends a change of the board: it shows at once, goes out in the order of the taps, waits while there is no network, on
 * the device itself, has one effect however often it is repeated, and when the server refuses it is taken off the screen
 * with a word. Returns the Idempotency-Key at once and never throws.
 */
export function useSendChange(): (draft: ChangeDraft) => string {
  const { board, undo, outbox } = usePageScope();
  return useCallback(
    ({ ownUndo, ...draft }) => {
      const opId = newOpId();
      const { intention } = draft;
      const before = subjectsOf(intention).flatMap((caddieId) => board.shown(caddieId) ?? []);
      const restored = intention.kind === "restore" ? [intention] : before;
      const name = namesOf((before.length > 0 ? before : restored).map(({ caddie }) => caddie.name));
      if (before.length > 0 && !draft.undoes) {
        undo.remember(opId, before);
        if (intention.kind !== "name" && !ownUndo) undo.push({ opId, name, intention });
      }
      outbox.add({ ...draft, opId, name, at: new Date().toISOString() });
      return opId;
    },
    [board, undo, outbox],
  );
}
