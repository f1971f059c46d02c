"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { LivePageFrame } from "../shell/live-page-frame";
import { Notice } from "../ui/notice";
import { findRow } from "./board-view";
import { CaddieBoard } from "./caddie-board";
import { useDataAge } from "./use-data-age";
import { useLists } from "./use-lists";

/** The list of the caddie who looks. */
export function LiveCaddieBoard() {
  const { user } = useSession();
  const t = useTranslations("nav");
  const empty = useTranslations("empty");
  const now = useNow(60_000);
  const lists = useLists();
  const dataAge = useDataAge();
  const list = (user.caddieId ? findRow(lists, user.caddieId)?.list : undefined) ?? lists[0];
  return (
    <LivePageFrame title={list?.name ?? t("myList")}>
      {list ? (
        <CaddieBoard list={list} caddieId={user.caddieId} now={now} dataAge={dataAge} />
      ) : (
        <Notice icon={TriangleAlert} title={empty("lists")} help={empty("listsHelp")} roomy />
      )}
    </LivePageFrame>
  );
}
