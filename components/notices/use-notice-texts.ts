"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Telling } from "@/lib/notices/contract";
import { wordsOf } from "@/lib/notices/policy";
import { useListName } from "../caddies/use-list-name";

/** The two lines of a notice, in the page's language. */
export function useNoticeTexts(): (telling: Telling) => { title: string; body: string } {
  const t = useTranslations("notices");
  const listName = useListName();
  return useCallback(
    (telling) => {
      const { title, body } = wordsOf(telling, listName);
      return {
        title: t(title.key, title.values),
        body: typeof body === "string" ? body : t(body.key, body.values),
      };
    },
    [t, listName],
  );
}
