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
