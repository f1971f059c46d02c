"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useBoard } from "@/hooks/use-board";
import { useSession } from "@/hooks/use-session";
import { type ListView, viewLists } from "./board-view";

/** The lists of this page's viewer, as they are now. */
export function useLists(): ListView[] {
  const session = useSession();
  const t = useTranslations("board");
  const { board, pending, changed } = useBoard();
  return useMemo(
    () => viewLists(board, session.club.lists, { pending, changed }, (n) => t("list", { n })),
    [board, session.club.lists, pending, changed, t],
  );
}
