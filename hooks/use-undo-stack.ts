import { useCallback, useSyncExternalStore } from "react";
import { subjectsOf } from "./predict";
import { usePageScope } from "./socket-context";
import type { UndoItem } from "./undo-stack";
import { useUndo } from "./use-undo";

export interface UndoStackView {
  /** The latest last; each stays 8 s. */
  items: readonly UndoItem[];
  undo: (opId: string) => void;
  dismiss: (opId: string) => void;
  /** Takes back the latest one, if any. */
  undoLast: () => void;
}

const NONE: readonly UndoItem[] = [];

/** What can be taken back with one tap. */
export function useUndoStack(): UndoStackView {
  const { undo: stack } = usePageScope();
  const takeBack = useUndo();
  const items = useSyncExternalStore(
    stack.listeners.subscribe,
    () => stack.items,
    () => NONE,
  );
  const undo = useCallback(
    (opId: string) => {
      const item = stack.items.find((i) => i.opId === opId);
      if (item) takeBack(subjectsOf(item.intention), opId);
    },
    [stack, takeBack],
  );
  const dismiss = useCallback((opId: string) => stack.dismiss(opId), [stack]);
  const undoLast = useCallback(() => {
    const last = stack.items.at(-1);
    if (last) undo(last.opId);
  }, [stack, undo]);
  return { items, undo, dismiss, undoLast };
}
