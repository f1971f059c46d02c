"use client";
import { useEffect, useRef } from "react";

export interface BoardKeys {
  /** Sends the caddie whose row has the focus, or the next of the list in hand when none has. */
  onSend: (caddieId: string | null) => void;
  onUndo: () => void;
  onSearch: () => void;
  onHelp: () => void;
}

const rowsIn = (column: Element) =>
  [...column.querySelectorAll<HTMLElement>("button[data-row]")].filter(isShown);
const isShown = (element: HTMLElement) => element.offsetParent !== null;

/**
 * The board's keys: single letters, silent while somebody types, while a sheet is open, and with any modifier held.
 * `keys` null: silent too, such as while a sheet that was asked for is on its way.
 */
export function useBoardKeys(keys: BoardKeys | null) {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]") || isTyping(event.target)) return;
      const act = latest.current && actionOf(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, []);
}

function actionOf(event: KeyboardEvent, keys: BoardKeys): (() => void) | null {
  const focused = document.activeElement?.closest<HTMLElement>("[data-row]") ?? null;
  switch (event.key) {
    case "e":
    case "E":
      // A held key must not empty the queue.
      return event.repeat ? null : () => send(focused, keys);
    case "z":
    case "Z":
      return event.repeat ? null : keys.onUndo;
    case "/":
      return keys.onSearch;
    case "?":
      return keys.onHelp;
    case "ArrowDown":
      return () => walk(focused, 1);
    case "ArrowUp":
      return () => walk(focused, -1);
    case "ArrowRight":
      return () => crossOver(focused, 1);
    case "ArrowLeft":
      return () => crossOver(focused, -1);
    default:
      return null;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName) ||
      target.role === "button")
  );
}

/** The row that goes takes the focus with it, unless its neighbour gets it first. */
function send(focused: HTMLElement | null, keys: BoardKeys) {
  const column = focused?.closest("[data-list]");
  const rows = column ? rowsIn(column) : [];
  const at = rows.findIndex((row) => row.matches(":focus"));
  const neighbour = at < 0 ? undefined : (rows[at + 1] ?? rows[at - 1]);
  keys.onSend(focused?.dataset.row ?? null);
  neighbour?.focus();
}

const columns = () => [...document.querySelectorAll<HTMLElement>("[data-list]")].filter(isShown);

function walk(focused: HTMLElement | null, step: 1 | -1) {
  const column = focused?.closest("[data-list]") ?? columns()[0];
  if (!column) return;
  const rows = rowsIn(column);
  const at = focused ? rows.findIndex((row) => row.matches(":focus")) : -1;
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView?.({ block: "nearest" });
}

function crossOver(focused: HTMLElement | null, step: 1 | -1) {
  const all = columns();
  const from = all.findIndex((column) => column.contains(focused));
  const to = all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step))];
  if (!to) return;
  const at = focused && from >= 0 ? rowsIn(all[from] as Element).indexOf(focused) : 0;
  const rows = rowsIn(to);
  rows[Math.min(Math.max(0, at), rows.length - 1)]?.focus();
}
