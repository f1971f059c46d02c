"use client";
import { TriangleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useBoard } from "@/hooks/use-board";
import { useSession } from "@/hooks/use-session";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { BoardSkeleton } from "./board-skeleton";

// A caddie's phone does not carry the master's tools. Both come with the page itself.
const LiveMasterBoard = dynamic(() => import("./live-master-board").then((m) => m.LiveMasterBoard));
const LiveCaddieBoard = dynamic(() => import("./live-caddie-board").then((m) => m.LiveCaddieBoard));

/** `/turnos`: the master's board, or the caddie's list. */
export function LiveBoard() {
  const session = useSession();
  const { status, refetch } = useBoard();
  const t = useTranslations("error");
  const board = useTranslations("board");
  if (status === "loading") return <BoardSkeleton />;
  if (status === "error") {
    return (
      <LivePageFrame title={board("title")}>
        <Notice
          icon={TriangleAlert}
          title={t("boardTitle")}
          help={t("safe")}
          roomy
          action={
            <Button kind="main" size="medium" onClick={refetch}>
              {t("retry")}
            </Button>
          }
        />
      </LivePageFrame>
    );
  }
  return session.user.role === "ADMIN" ? <LiveMasterBoard /> : <LiveCaddieBoard />;
}
