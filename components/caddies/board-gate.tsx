"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useBoard } from "@/hooks/use-board";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { BoardSkeleton } from "./board-skeleton";

/** Shows what stands on the board's data once it is there; before, its skeleton, or what went wrong. */
export function BoardGate({ children }: { children: ReactNode }) {
  const { status, refetch } = useBoard();
  const t = useTranslations("error");
  const board = useTranslations("board");
  if (status === "loading") return <BoardSkeleton label={t("loading")} />;
  if (status === "ready") return children;
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
