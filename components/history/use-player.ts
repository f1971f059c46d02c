"use client";
import { useEffect, useRef, useState } from "react";

const MINUTE = 60_000;
/** Of the picture, while it plays. */
const FRAME_MS = 250;
export const SPEEDS = ["5", "15", "60"] as const;
export type Speed = (typeof SPEEDS)[number];

/**
 * A moment of a day, in ms since 1970, that somebody moves or lets run. Speeds are minutes of that day in a second.
 * @param first where it stands before anybody has moved it
 */
export function usePlayer({ begins, ends, first }: { begins: number; ends: number; first: number }) {
  const [moved, setMoved] = useState<number | null>(null);
  const [speed, setSpeed] = useState<Speed>("15");
  const [playing, setPlaying] = useState(false);
  const at = Math.min(ends, Math.max(begins, moved ?? first));
  const now = useRef(at);
  useEffect(() => {
    now.current = at;
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const next = now.current + (Number(speed) * MINUTE * FRAME_MS) / 1_000;
      setMoved(Math.min(ends, next));
      if (next >= ends) setPlaying(false);
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [playing, speed, ends]);
  return {
    at,
    playing,
    speed,
    setSpeed,
    /** Whoever moves it by hand wants to look: it stops. */
    move(to: number) {
      setPlaying(false);
      setMoved(to);
    },
    toggle() {
      if (!playing && at >= ends) setMoved(begins);
      setPlaying(!playing);
    },
  };
}
