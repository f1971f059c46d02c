import { useEffect, useReducer } from "react";
import { apiFetch } from "../lib/http/fetch";
import type { RealtimeClient } from "../lib/realtime/client";
import type { SystemStats } from "../lib/realtime/contract";
import { addPoint, type SystemPoint } from "./system-history";
import { usePageVisible } from "./use-page-visible";
import { useSocket } from "./use-socket";
import { useSocketEvent } from "./use-socket-event";

const POLL_MS = 5_000;
/** After a refusal to be told. */
const AGAIN_MS = 5_000;

export interface SystemView {
  /** null until the server has said something. */
  stats: SystemStats | null;
  /** When it came, in ms since 1970 on this device's clock. */
  receivedAt: number | null;
  /** Since this page was opened, at most half an hour. */
  history: readonly SystemPoint[];
}

type News = { stats: SystemStats; receivedAt: number };

/**
 * How real time does, live: told every two seconds while the page is seen and connected, asked for every five where
 * there is no socket. Without either the last word stays.
 * @param initial what the server rendered the page with
 */
export function useSystemStats(initial: SystemStats | null): SystemView {
  const [view, take] = useReducer(withNews, initial, begin);
  const { client, connection } = useSocket();
  const visible = usePageVisible();
  useSocketEvent("stats:change", (stats) => take({ stats, receivedAt: Date.now() }));

  const told = visible && connection.phase === "live";
  useEffect(() => (told ? watch(client) : undefined), [told, client]);
  const asks = visible && connection.phase === "polling";
  useEffect(() => (asks ? poll(take) : undefined), [asks]);
  return view;
}

function begin(initial: SystemStats | null): SystemView {
  if (!initial) return { stats: null, receivedAt: null, history: [] };
  // By this device's clock, which may be minutes off the server's.
  return { stats: initial, receivedAt: Date.now(), history: addPoint([], initial) };
}

function withNews(view: SystemView, { stats, receivedAt }: News): SystemView {
  // A poll that was long on its way may come after something younger.
  if (view.stats && stats.at < view.stats.at) return view;
  return { stats, receivedAt, history: addPoint(view.history, stats) };
}

/** Asks to be told; returns the function that takes it back. */
function watch(client: RealtimeClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const ask = async () => {
    const ack = await client.emit("stats:watch", {});
    // FORBIDDEN stays so until the page is rendered anew.
    if (!ack.ok && ack.error.code !== "FORBIDDEN" && !over) timer = setTimeout(() => void ask(), AGAIN_MS);
  };
  void ask();
  return () => {
    over = true;
    clearTimeout(timer);
    void client.emit("stats:unwatch", {});
  };
}

/** Asks over HTTP; returns the function that ends it. */
function poll(take: (news: News) => void): () => void {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    const answer = await apiFetch<{ data: SystemStats }>("/api/socket-stats", {
      signal: controller.signal,
    }).catch(() => null);
    if (controller.signal.aborted) return;
    if (answer) take({ stats: answer.data, receivedAt: Date.now() });
    timer = setTimeout(() => void ask(), POLL_MS);
  };
  void ask();
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
