"use client";
import { type ComponentType, useEffect, useState } from "react";

/** After the first paint of an old phone. */
const PRELOAD_AFTER_MS = 1500;
/** Between two tries to fetch it ahead of need. */
const AGAIN_MS = 5000;

/**
 * A part of a page whose code comes apart from it, because it is heavy or seldom needed. `Missing` stands in its place
 * when it is asked for and cannot be fetched; the next time it is opened it is tried again. `Coming` holds its room until
 * it is there.
 */
export function latePart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Missing: ComponentType<P> = () => null,
  Coming: ComponentType<P> = () => null,
) {
  let Part: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  function fetchPart(): Promise<void> {
    coming ??= load().then(
      (loaded) => {
        Part = loaded;
      },
      (error) => {
        coming = null;
        throw error;
      },
    );
    return coming;
  }

  function Late(props: P) {
    const [state, setState] = useState<"coming" | "here" | "missing">(Part ? "here" : "coming");
    useEffect(() => {
      if (Part) return;
      let shown = true;
      const settle = (next: typeof state) => () => {
        if (shown) setState(next);
      };
      fetchPart().then(settle("here"), settle("missing"));
      return () => {
        shown = false;
      };
    }, []);
    if (Part) return <Part {...props} />;
    return state === "missing" ? <Missing {...props} /> : <Coming {...props} />;
  }

  /** Fetches it ahead of need, so that it is there when the signal is not; true once it is. */
  function usePreloaded(): boolean {
    const [here, setHere] = useState(false);
    useEffect(() => {
      let timer = setTimeout(attempt, PRELOAD_AFTER_MS);
      let over = false;
      function attempt() {
        fetchPart().then(
          () => setHere(!over),
          () => {
            if (!over) timer = setTimeout(attempt, AGAIN_MS);
          },
        );
      }
      return () => {
        over = true;
        clearTimeout(timer);
      };
    }, []);
    return here;
  }
  return { Late, usePreloaded };
}
