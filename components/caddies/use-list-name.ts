"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useSession } from "@/hooks/use-session";
import { ownListName } from "./board-view";

/** What a list is called, also one that is no more: histories speak of it. */
export function useListName(): (number: number) => string {
  const { lists, formerLists } = useSession().club;
  const t = useTranslations("board");
  return useCallback(
    (number) =>
      ownListName([...lists, ...formerLists].find((l) => l.number === number)) ?? t("list", { n: number }),
    [lists, formerLists, t],
  );
}
