"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { BoardStore } from "@/hooks/board-store";
import { ClubStore } from "@/hooks/club-store";
import { arrived, deliverChange } from "@/hooks/deliver-change";
import { Outbox } from "@/hooks/outbox";
import { openPageMemory } from "@/hooks/page-memory";
import { SocketContext } from "@/hooks/socket-context";
import { UndoStack } from "@/hooks/undo-stack";
import { useRefusals } from "@/hooks/use-refusals";
import type { BoardSnapshot } from "@/lib/caddies/contract";
import { ADMINS_STREAM } from "@/lib/caddies/vocabulary";
import { apiFetch } from "@/lib/http/fetch";
import { wordsInOrder } from "@/lib/organizations/vocabulary";
import { RealtimeClient } from "@/lib/realtime/client";
import type { ConnectionPhase } from "@/lib/realtime/connection";
import { ORG_STREAM } from "@/lib/realtime/rooms";
import type { ClubSession } from "@/lib/users/contract";
import { LateAppOnDevice } from "../shell/late-app-on-device";
import { TextsProvider } from "../shell/texts-provider";

interface Props {
  session: ClubSession;
  /** The snapshot that the page was rendered with; null: the board is fetched when something shows it. */
  initial: BoardSnapshot | null;
  children: ReactNode;
}

/** One connection and one board for the whole signed-in page. */
export function SocketProvider({ session, initial, children }: Props) {
  const router = useRouter();
  const [page] = useState(() => openPage(session, initial));
  const { client, board, outbox } = page;
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
      // The socket's proof outweighs the device's word: what waits for a network may go.
      client.onState(() => outbox.connected(client.getState().phase === "live")),
    ];
    client.start(keptAt());
    ends.push(openPageMemory(page.owner, page));
    return () => {
      client.stop();
      for (const end of ends) end();
    };
  }, [client, board, outbox, page, router]);

  // A page rendered anew brings a younger snapshot.
  useEffect(() => {
    if (initial) board.merge(initial);
  }, [board, initial]);

  useEffect(() => page.club.take(session.club), [page, session.club]);

  // The texts come from the server, in the club's words, and in its language for whoever has chosen none.
  const speech = [club.language, ...wordsInOrder(club.words)].join();
  const spoken = useRef(speech);
  useEffect(() => {
    if (spoken.current === speech) return;
    spoken.current = speech;
    router.refresh();
  }, [speech, router]);

  const scope = useMemo(
    () => ({ session: { ...session, club }, client, board, club: page.club, undo: page.undo, outbox }),
    [session, club, client, board, outbox, page],
  );
  return (
    <TextsProvider locale={useLocale()} timeZone={club.timeZone}>
      <SocketContext value={scope}>
        <Told>{children}</Told>
        <LateAppOnDevice />
      </SocketContext>
    </TextsProvider>
  );
}

/** When this page was rendered, in ms since 1970, if it was kept on the device (components/shell/worker-pages.ts). */
function keptAt(): number | null {
  const at = document.documentElement.dataset.keptAt;
  return at ? Number(at) : null;
}

/** Whoever is anywhere in the page is told what the server has refused. */
function Told({ children }: { children: ReactNode }): ReactNode {
  useRefusals();
  return children;
}

/** While the page polls, the board every five seconds: names change once a season. */
const CLUB_POLL_MS = 60_000;

/** Without a network or a session nothing is sent. */
const WAITS: ReadonlySet<ConnectionPhase> = new Set(["offline", "ended"]);

/** For a socket server elsewhere, which the session cookie does not reach. */
async function socketToken(): Promise<string> {
  const { data } = await apiFetch<{ data: { token: string } }>("/api/auth/socket-token");
  return data.token;
}

function openPage(session: ClubSession, initial: BoardSnapshot | null) {
  const board: BoardStore = new BoardStore(initial, () => outbox.waiting());
  const undo = new UndoStack();
  const club = new ClubStore(session.club);
  let clubAskedAt = Date.now();
  const ofBoard = (stream: string) =>
    board.cache !== undefined &&
    (stream in board.cache.cursors || stream.startsWith("list-") || stream === ADMINS_STREAM);
  const covers = (stream: string) => stream === ORG_STREAM || ofBoard(stream);
  const { enabled, url } = session.realtime;
  const client: RealtimeClient = new RealtimeClient({
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
  const { user } = session;
  const outbox: Outbox = new Outbox({
    mayTry: () => !WAITS.has(client.getState().phase),
    deliver: (change) => deliverChange(change, user.id),
    landed: (opId, cursors) => arrived(opId, cursors, { client, board }),
    refused({ status }, { opId }) {
      if (status === 401) return client.end();
      undo.refuse(opId);
      // What was refused was decided on an old picture.
      if (status === 404 || status === 409) board.refresh().catch(() => client.reconnectNow());
    },
  });
  return { client, board, club, covers, undo, outbox, owner: `${session.club.id}:${user.id}` };
}
