import { useEffect, useRef } from "react";
import type { CaddieEvent } from "../lib/caddies/contract";
import { caddieEventOf } from "./board-cache";
import { usePageScope } from "./socket-context";

/** Calls the latest `handler` for each event of a caddie, once per stream that carries it. */
export function useCaddieUpdates(handler: (event: CaddieEvent) => void): void {
  const { client } = usePageScope();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(
    () =>
      client.subscribe((envelope) => {
        const event = caddieEventOf(envelope);
        if (event) latest.current(event);
      }),
    [client],
  );
}
