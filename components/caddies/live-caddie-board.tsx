"use client";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { LivePageFrame } from "../shell/live-page-frame";
import { Notice } from "../ui/notice";
import { findRow } from "./board-view";
import { CaddieBoard } from "./caddie-board";
import { ListTabs } from "./list-tabs";
import { useDataAge } from "./use-data-age";
import { useLists } from "./use-lists";

/** The list of the caddie who looks; and whichever lists somebody may see who is no caddie master. */
export function LiveCaddieBoard() {
  const { user } = useSession();
  const t = useTranslations("nav");
  const empty = useTranslations("empty");
  const board = useTranslations("board");
  const now = useNow(60_000);
  const lists = useLists();
  const dataAge = useDataAge();
  const [chosen, setChosen] = useState<number | null>(null);
  const own = user.caddieId ? findRow(lists, user.caddieId)?.list : undefined;
  const list = lists.find(({ number }) => number === chosen) ?? own ?? lists[0];
  const asCaddie = user.role === "CADDIE";
  return (
    <LivePageFrame title={list?.name ?? t(asCaddie ? "myList" : "board")}>
      {list ? (
        <>
          {lists.length > 1 ? (
            <div className="mx-auto mb-4 flex max-w-2xl">
              <ListTabs lists={lists} active={list.number} label={board("lists")} onChange={setChosen} />
            </div>
          ) : null}
          <CaddieBoard
            list={list}
            caddieId={user.caddieId}
            viewer={list !== own && (own !== undefined || !asCaddie)}
            now={now}
            dataAge={dataAge}
          />
        </>
      ) : (
        <Notice icon={TriangleAlert} title={empty("lists")} help={empty("listsHelp")} roomy />
      )}
    </LivePageFrame>
  );
}
