"use client";
import { useNow } from "@/hooks/use-now";
import { useUndoStack } from "@/hooks/use-undo-stack";
import { UndoBar } from "./undo-bar";

/** The undo bar fed by what this page has done. */
export function LiveUndoBar() {
  const { items, undo, dismiss } = useUndoStack();
  const now = useNow(items.length > 0 ? 1000 : 60_000);
  return <UndoBar items={items} now={now} onUndo={undo} onDismiss={dismiss} />;
}
