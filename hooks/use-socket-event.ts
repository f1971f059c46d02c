import { useEffect, useRef } from "react";
import type { Envelope, PassingEvents } from "../lib/realtime/contract";
import type { EventMap, EventName } from "../lib/registry";
import { usePageScope } from "./socket-context";

type Heard<N> = N extends EventName
  ? Envelope<N, EventMap[N]>
  : N extends keyof PassingEvents
    ? PassingEvents[N]
    : never;

/** Calls the latest `handler` for each event of that name: the envelope of one of record, the payload of a passing one. */
export function useSocketEvent<N extends EventName | keyof PassingEvents>(
  name: N,
  handler: (heard: Heard<N>) => void,
): void {
  const { client } = usePageScope();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    const ends = [
      client.subscribe((envelope) => {
        if (envelope.event === name) latest.current(envelope as Heard<N>);
      }),
      client.on(name as keyof PassingEvents, (payload) => latest.current(payload as Heard<N>)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [client, name]);
}
