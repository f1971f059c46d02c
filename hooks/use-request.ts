import { useCallback } from "react";
import type { ApiRequest } from "../lib/http/fetch";
import { type Outcome, sendKeyed } from "./send-keyed";
import { usePageScope } from "./socket-context";

type Send = <T>(path: string, method: ApiRequest["method"], body?: object) => Promise<Outcome<T>>;

/**
 * Changes something over HTTP, for a form that waits for the answer. It has one key for all its tries, so that a lost
 * answer makes nothing twice. Never rejects.
 */
export function useRequest(): Send {
  const { client } = usePageScope();
  return useCallback((path, method, body) => sendKeyed(client, path, { method, body }), [client]);
}
