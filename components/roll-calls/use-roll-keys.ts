"use client";
import { useEffect, useRef } from "react";
import { ROLL_MARKS, type RollMark } from "@/lib/roll-calls/vocabulary";

/** 1 to 4 mark the name that is called, Z takes the latest mark back; not while something is typed or a sheet is open. */
export function useRollKeys(onMark: (mark: RollMark) => void, onUndo: () => void, active: boolean): void {
  const latest = useRef({ onMark, onUndo });
  useEffect(() => {
    latest.current = { onMark, onUndo };
  });
  useEffect(() => {
    if (!active) return;
    const pressed = (event: KeyboardEvent) => {
      const { target, key } = event;
      const typing = target instanceof HTMLElement && target.closest("input, select, textarea, dialog");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const mark = ROLL_MARKS[Number(key) - 1];
      if (mark) latest.current.onMark(mark);
      else if (key.toLowerCase() === "z") latest.current.onUndo();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [active]);
}
