"use client";
import { ArrowLeft, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useBoard } from "@/hooks/use-board";
import { BoardGate } from "../caddies/board-gate";
import { ListTabs } from "../caddies/list-tabs";
import { useLists } from "../caddies/use-lists";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";
import { RulesForm } from "./rules-form";

/** `/club/reglas`: what each list lives by, in plain sentences. */
export function RulesPage() {
  return (
    <BoardGate>
      <ListRules />
    </BoardGate>
  );
}

function ListRules() {
  const t = useTranslations("listRules");
  const board = useTranslations("board");
  const empty = useTranslations("empty");
  const lists = useLists();
  const { confirmed } = useBoard();
  const [chosen, setChosen] = useState<number | null>(null);
  const list = lists.find(({ number }) => number === chosen) ?? lists[0];
  const rules = list && confirmed.lists[list.number]?.rules;
  if (!list || !rules) {
    return (
      <LivePageFrame title={t("title")}>
        <Notice icon={TriangleAlert} title={empty("lists")} help={empty("listsHelp")} roomy />
      </LivePageFrame>
    );
  }
  const above = (
    <>
      <PageLink href="/club" className={buttonLook({ kind: "quiet", className: "-ml-3 mb-2 self-start" })}>
        <ArrowLeft size={18} aria-hidden="true" />
        {t("back")}
      </PageLink>
      {lists.length > 1 ? (
        <div className="mb-4 flex">
          <ListTabs lists={lists} active={list.number} label={board("lists")} onChange={setChosen} />
        </div>
      ) : null}
    </>
  );
  // Another list is another form: what was typed for one never ends in the other.
  return <RulesForm key={list.number} list={list} live={rules} above={above} />;
}
