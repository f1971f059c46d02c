"use client";
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";

const MOVE_MS = 180;
/** After a finger is lifted the click still has to land on what it pressed. */
const SETTLE_MS = 60;
/** A pointer whose release was never heard (lost to a system gesture) must not freeze the board. */
const LONGEST_PRESS_MS = 2000;

/** Lets the children with `data-id` glide to their new place when `order` changes. */
export function useRowMotion(container: RefObject<HTMLElement | null>, order: string) {
  const tops = useRef(new Map<string, number>());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moves the rows.
  useLayoutEffect(() => {
    const still = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? true;
    const next = new Map<string, number>();
    // Rows of a list that is not on screen all measure 0, and would glide in from the top when it is opened.
    const hidden = container.current?.offsetParent === null;
    if (hidden) {
      tops.current = next;
      return;
    }
    for (const child of container.current?.children ?? []) {
      if (!(child instanceof HTMLElement) || child.dataset.id === undefined) continue;
      next.set(child.dataset.id, child.offsetTop);
      const before = tops.current.get(child.dataset.id);
      if (still || before === undefined || before === child.offsetTop) continue;
      child.animate([{ transform: `translateY(${before - child.offsetTop}px)` }, { transform: "none" }], {
        duration: MOVE_MS,
        easing: "ease-out",
      });
    }
    tops.current = next;
  }, [container, order]);
}

/**
 * Scrolls a row that has just joined into view where its section scrolls by itself: whoever was sent out a moment ago is
 * in sight however many are out. It moves that section only, never the page, and takes no focus.
 */
export function useNewcomerInView(
  container: RefObject<HTMLElement | null>,
  rows: readonly { caddie: { id: string } }[],
) {
  const ids = rows.map((row) => row.caddie.id).join();
  const before = useRef(ids);
  useLayoutEffect(() => {
    const known = new Set(before.current.split(","));
    before.current = ids;
    const joined = ids.split(",").filter((id) => !known.has(id));
    const [id] = joined;
    const list = container.current;
    const scroller = list?.closest("[data-own-scroll]");
    if (!list || !scroller || id === undefined || joined.length > 1) return;
    const row = list.querySelector(`[data-id="${id}"]`)?.getBoundingClientRect();
    const view = scroller.getBoundingClientRect();
    if (!row || (row.top >= view.top && row.bottom <= view.bottom)) return;
    scroller.scrollTop +=
      row.bottom > view.bottom ? row.bottom - view.bottom : row.top - view.top - row.height;
  }, [container, ids]);
}

/** The latest value, held still while a pointer is down, so that no row changes place under a finger. */
export function useSteady<T>(value: T): T {
  const [pressed, setPressed] = useState(false);
  const shown = useRef(value);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const letGo = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => setPressed(false), ms);
    };
    const down = () => {
      setPressed(true);
      letGo(LONGEST_PRESS_MS);
    };
    const up = () => letGo(SETTLE_MS);
    window.addEventListener("pointerdown", down, { passive: true });
    window.addEventListener("pointerup", up, { passive: true });
    window.addEventListener("pointercancel", up, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointerdown", down);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
    };
  }, []);
  if (!pressed) shown.current = value;
  return shown.current;
}
