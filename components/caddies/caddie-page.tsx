"use client";
import { ArrowLeft, ChartColumn, CircleQuestionMark, Ellipsis, KeyRound, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useBoard } from "@/hooks/use-board";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { LatePlace } from "../places/late-place";
import { LatePresenceIndicator } from "../realtime/late-presence";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";
import type { OpenSheet } from "./board-sheets";
import { findRow } from "./board-view";
import { CaddieFacts } from "./caddie-facts";
import { LateSheets } from "./late-sheets";
import { LiveMoves, LiveTurns } from "./live-history";
import { useBoardActions } from "./use-board-actions";
import { useLists } from "./use-lists";

/**
 * `/caddies/[caddieId]`: one caddie's data, turns and history, live.
 * @param wallNumber by which the club's screens call him, where they show no names
 */
export function CaddiePage({
  caddieId,
  wallNumber = null,
}: {
  caddieId: string;
  wallNumber?: number | null;
}) {
  const { user } = useSession();
  const t = useTranslations("caddie");
  const nav = useTranslations("nav");
  const users = useTranslations("users");
  const history = useTranslations("history");
  const place = useTranslations("place");
  const lists = useLists();
  const { board } = useBoard();
  const now = useNow(60_000);
  const { actions, ...rest } = useBoardActions();
  const [open, setOpen] = useState<OpenSheet>(null);
  const [asks, setAsks] = useState(false);
  const found = findRow(lists, caddieId);
  const isAdmin = user.role === "ADMIN";
  const own = user.caddieId === caddieId;
  const openMenu = (id: string) => setOpen({ kind: "menu", caddieId: id });
  const back = (
    <PageLink href="/turnos" className={buttonLook({ kind: "quiet", className: "-ml-4 text-brand!" })}>
      <ArrowLeft size={18} aria-hidden="true" />
      {t(isAdmin ? "back" : "backToList")}
    </PageLink>
  );

  if (!found) {
    return (
      <LivePageFrame title={nav(isAdmin ? "board" : "myTurns")}>
        <Notice icon={UserX} title={t("gone")} help={t("goneHelp")} action={back} roomy />
      </LivePageFrame>
    );
  }
  const { row, list } = found;
  return (
    <LivePageFrame title={own ? nav("myTurns") : row.caddie.name}>
      <div className="mx-auto max-w-4xl">
        <div className="flex flex-wrap items-center justify-between gap-x-4 pb-1">
          {own ? null : back}
          <LatePresenceIndicator resource={`caddie:${caddieId}`} />
        </div>
        <CaddieFacts
          row={row}
          list={list}
          now={now}
          wallNumber={wallNumber}
          phone={isAdmin || own ? (board.phones[caddieId] ?? null) : undefined}
          actions={
            isAdmin ? (
              <div className="flex flex-wrap gap-2">
                <PageLink href={`/usuarios?caddie=${caddieId}`} className={buttonLook({})}>
                  <KeyRound size={18} aria-hidden="true" />
                  {users("account")}
                </PageLink>
                <Button onClick={() => openMenu(caddieId)} aria-haspopup="dialog">
                  <Ellipsis size={18} aria-hidden="true" />
                  {t("actions")}
                </Button>
                <Button onClick={() => setAsks(true)} aria-haspopup="dialog">
                  <CircleQuestionMark size={18} aria-hidden="true" />
                  {place("of.why")}
                </Button>
              </div>
            ) : own ? (
              <PageLink href="/historial" className={buttonLook({})}>
                <ChartColumn size={18} aria-hidden="true" />
                {history("mine")}
              </PageLink>
            ) : null
          }
        />
        <div className="mt-6 grid items-start gap-6 lg:grid-cols-2">
          {isAdmin || own ? <LiveTurns caddieId={caddieId} now={now} /> : null}
          <LiveMoves caddieId={caddieId} />
        </div>
      </div>
      {asks ? <LatePlace caddieId={caddieId} onClose={() => setAsks(false)} /> : null}
      <LateSheets
        open={open}
        setOpen={setOpen}
        lists={lists}
        phoneOf={(id) => board.phones[id] ?? null}
        actions={{ ...actions, openMenu }}
        onSort={() => undefined}
        ownPage
        {...rest}
      />
    </LivePageFrame>
  );
}
