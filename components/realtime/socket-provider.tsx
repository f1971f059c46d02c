"use client";
import { onlineManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { BoardStore } from "@/hooks/board-store";
import { ClubStore } from "@/hooks/club-store";
import { SocketContext } from "@/hooks/socket-context";
import { UndoStack } from "@/hooks/undo-stack";
import type { BoardSnapshot } from "@/lib/caddies/contract";
import { ADMINS_STREAM } from "@/lib/caddies/vocabulary";
import { apiFetch } from "@/lib/http/fetch";
import { RealtimeClient } from "@/lib/realtime/client";
import { ORG_STREAM } from "@/lib/realtime/rooms";
import type { ClubSession } from "@/lib/users/contract";
import { TextsProvider } from "../shell/texts-provider";
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
  const { club } = useSyncExternalStore(
    page.club.changed.subscribe,
    () => page.club.known,
    () => page.club.known,
  );

  useEffect(() => {
    const ends = [
      client.subscribe((envelope) => {
        board.apply(envelope);
        page.club.apply(envelope);
      }),
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

  useEffect(() => page.club.take(session.club), [page, session.club]);

  // The texts come from the server, in the club's language for whoever has chosen none.
  const { language } = club;
  const spoken = useRef(language);
  useEffect(() => {
    if (spoken.current === language) return;
    spoken.current = language;
    router.refresh();
  }, [language, router]);

  const scope = useMemo(
    () => ({ session: { ...session, club }, client, board, club: page.club, undo: page.undo }),
    [session, club, client, board, page],
  );
  return (
    <TextsProvider locale={useLocale()} timeZone={club.timeZone}>
      <SocketContext value={scope}>{children}</SocketContext>
    </TextsProvider>
  );
}

/** While the page polls, the board every five seconds: names change once a season. */
const CLUB_POLL_MS = 60_000;

/** For a socket server elsewhere, which the session cookie does not reach. */
async function socketToken(): Promise<string> {
  const { data } = await apiFetch<{ data: { token: string } }>("/api/auth/socket-token");
  return data.token;
}

function openPage(queries: QueryClient, session: ClubSession, initial: BoardSnapshot | null) {
  const board = new BoardStore(queries, initial);
  const club = new ClubStore(session.club);
  let clubAskedAt = Date.now();
  const ofBoard = (stream: string) =>
    board.cache !== undefined &&
    (stream in board.cache.cursors || stream.startsWith("list-") || stream === ADMINS_STREAM);
  const covers = (stream: string) => stream === ORG_STREAM || ofBoard(stream);
  const { enabled, url } = session.realtime;
  const client = new RealtimeClient({
    enabled,
    url,
    cursors: { ...initial?.cursors, ...session.cursors },
    getToken: url === null ? undefined : socketToken,
    poll: async () => {
      await board.refresh();
      if (Date.now() - clubAskedAt < CLUB_POLL_MS) return;
      clubAskedAt = Date.now();
      await club.refresh();
    },
    onReset: async (streams) => {
      const lost = streams.filter((stream) => stream !== ORG_STREAM);
      const [ofLists, ofClub] = await Promise.all([
        lost.length > 0 ? board.reset(lost) : {},
        lost.length < streams.length ? club.reset() : {},
      ]);
      return { ...ofLists, ...ofClub };
    },
    covers,
  });
  board.connect((cursors) => client.seed(cursors));
  return { client, board, club, covers, undo: new UndoStack() };
}
