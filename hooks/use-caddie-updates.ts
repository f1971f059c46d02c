import { useEffect, useRef } from "react";
import type { OneCaddieEvent } from "../lib/caddies/contract";
import { caddieEventOf } from "./board-cache";
import { usePageScope } from "./socket-context";

/** Calls the latest `handler` for each event of one caddie, once per stream that carries it. */
export function useCaddieUpdates(handler: (event: OneCaddieEvent) => void): void {
  const { client } = usePageScope();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(
    () =>
      client.subscribe((envelope) => {
        const event = caddieEventOf(envelope);
        if (event && event.event !== "list:reordered") latest.current(event);
      }),
    [client],
  );
}
