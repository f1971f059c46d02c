"use client";
import { onlineManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { BoardStore } from "@/hooks/board-store";
import { SocketContext } from "@/hooks/socket-context";
import { UndoStack } from "@/hooks/undo-stack";
import type { BoardSnapshot } from "@/lib/caddies/contract";
import { ADMINS_STREAM } from "@/lib/caddies/vocabulary";
import { apiFetch } from "@/lib/http/fetch";
import { RealtimeClient } from "@/lib/realtime/client";
import type { ClubSession } from "@/lib/users/contract";
import { QueryProvider } from "./query-provider";

interface Props {
  session: ClubSession;
  /** The snapshot that the page was rendered with; null: the board is fetched when something shows it. */
  initial: BoardSnapshot | null;
  children: ReactNode;
}

/** One connection, one cache and one board for the whole signed-in page. */
export function SocketProvider(props: Props) {
  return (
    <QueryProvider>
      <Connected {...props} />
    </QueryProvider>
  );
}

function Connected({ session, initial, children }: Props) {
  const queries = useQueryClient();
  const router = useRouter();
  const [page] = useState(() => openPage(queries, session, initial));
  const { client, board } = page;

  useEffect(() => {
    const ends = [
      client.subscribe((envelope) => board.apply(envelope)),
      client.on("access:changed", () => {
        // Lists may have come and gone, and the page around the board with them.
        client.reset(Object.keys(client.cursors()).filter(page.covers)).catch(() => client.reconnectNow());
        router.refresh();
      }),
      client.onState(() => {
        // The socket's proof outweighs the device's word: what waits for a network may go.
        if (client.getState().phase === "live") onlineManager.setOnline(true);
      }),
    ];
    client.start();
    return () => {
      client.stop();
      for (const end of ends) end();
    };
  }, [client, board, page, router]);

  // A page rendered anew brings a younger snapshot.
  useEffect(() => {
    if (initial) board.merge(initial);
  }, [board, initial]);

  const scope = useMemo(() => ({ session, client, board, undo: page.undo }), [session, client, board, page]);
  return <SocketContext value={scope}>{children}</SocketContext>;
}

/** For a socket server elsewhere, which the session cookie does not reach. */
async function socketToken(): Promise<string> {
  const { data } = await apiFetch<{ data: { token: string } }>("/api/auth/socket-token");
  return data.token;
}

function openPage(queries: QueryClient, session: ClubSession, initial: BoardSnapshot | null) {
  const board = new BoardStore(queries, initial);
  const covers = (stream: string) =>
    board.cache !== undefined &&
    (stream in board.cache.cursors || stream.startsWith("list-") || stream === ADMINS_STREAM);
  const { enabled, url } = session.realtime;
  const client = new RealtimeClient({
    enabled,
    url,
    cursors: initial?.cursors ?? {},
    getToken: url === null ? undefined : socketToken,
    poll: async () => {
      await board.refresh();
    },
    onReset: (streams) => board.reset(streams),
    covers,
  });
  board.connect((cursors) => client.seed(cursors));
  return { client, board, covers, undo: new UndoStack() };
}
