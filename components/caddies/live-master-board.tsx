"use client";
import { useFormatter } from "next-intl";
import { useBoard } from "@/hooks/use-board";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { useUndoStack } from "@/hooks/use-undo-stack";
import { LateOnlineUsers } from "../realtime/late-presence";
import { LivePageFrame } from "../shell/live-page-frame";
import { MasterBoard } from "./master-board";
import { useBoardActions } from "./use-board-actions";
import { useLists } from "./use-lists";

/** The master's board of this page's club. */
export function LiveMasterBoard() {
  const session = useSession();
  const now = useNow(60_000);
  const format = useFormatter();
  const lists = useLists();
  const { board } = useBoard();
  const { undoLast } = useUndoStack();
  const day = format.dateTime(now, { weekday: "long", day: "numeric", month: "long" });
  return (
    <MasterBoard
      lists={lists}
      now={now}
      subtitle={`${session.club.name} · ${day}`}
      phoneOf={(caddieId) => board.phones[caddieId] ?? null}
      onUndo={undoLast}
      Frame={LivePageFrame}
      people={<LateOnlineUsers />}
      {...useBoardActions()}
    />
  );
}
