"use client";
import clsx from "clsx";
import { Search, UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ComponentType, type ReactNode, useMemo, useState } from "react";
import type { PageFrameProps } from "../shell/page-frame";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useBoardKeys } from "./board-keys";
import type { BoardSheetsProps, OpenSheet } from "./board-sheets";
import { type BoardActions, findRow, type ListView } from "./board-view";
import { LateSheets } from "./late-sheets";
import { ListColumn } from "./list-column";
import { ListTabs } from "./list-tabs";
import { ThumbBar } from "./next-card";
import { useSteady } from "./row-motion";
import { usePreloadedSorting } from "./sorting";

export interface MasterBoardProps
  extends Pick<BoardSheetsProps, "phoneOf" | "onAdd" | "onEdit" | "onRemove"> {
  lists: readonly ListView[];
  /** Ms since 1970. */
  now: number;
  subtitle: string;
  actions: Omit<BoardActions, "openMenu">;
  onUndo: () => void;
  Frame: ComponentType<PageFrameProps>;
  /** Stands before the search, on a desktop. */
  people?: ReactNode;
}

/** The caddie master's board: all lists side by side on a desktop, one at a time with a thumb bar on a phone. */
export function MasterBoard({
  lists: latest,
  now,
  subtitle,
  actions: own,
  onUndo,
  Frame,
  people,
  ...rest
}: MasterBoardProps) {
  const t = useTranslations("board");
  const empty = useTranslations("empty");
  const lists = useSteady(latest);
  const [chosen, setChosen] = useState<number | null>(null);
  const [sorting, setSorting] = useState<number | null>(null);
  const [open, setOpen] = useState<OpenSheet>(null);
  const active = lists.find((list) => list.number === chosen) ?? lists[0];
  const actions = useMemo<BoardActions>(
    () => ({ ...own, openMenu: (caddieId) => setOpen({ kind: "menu", caddieId }) }),
    [own],
  );
  usePreloadedSorting();
  useBoardKeys(
    open === null
      ? {
          onSend: (caddieId) => {
            const row = caddieId ? findRow(lists, caddieId)?.row : active?.queue[0];
            if (row?.caddie.status === "Disponible") actions.setStatus(row.caddie.id, "En campo");
          },
          onUndo,
          onSearch: () => setOpen({ kind: "search" }),
          onHelp: () => setOpen({ kind: "help" }),
        }
      : null,
  );

  if (!active) {
    return (
      <Frame title={t("title")} subtitle={subtitle}>
        <Notice icon={Users} title={empty("lists")} help={empty("listsHelp")} roomy />
      </Frame>
    );
  }
  const deserted = lists.every((l) => l.queue.length + l.out.length + l.away.length === 0);
  const next = active.queue[0];
  const sortingHere = sorting === active.number;
  return (
    <Frame
      title={t("title")}
      subtitle={subtitle}
      ownScroll
      tools={
        <Tools
          people={people}
          onSearch={() => setOpen({ kind: "search" })}
          onAdd={() => setOpen({ kind: "add", listNumber: active.number })}
        />
      }
      footer={
        next && !sortingHere ? (
          <ThumbBar row={next} now={now} callsFirst={active.rules.callsFirst} actions={actions} />
        ) : null
      }
    >
      <div className="flex gap-1 px-4 pb-1 md:px-6 lg:hidden">
        <ListTabs lists={lists} active={active.number} label={t("lists")} onChange={setChosen} />
        <Button
          kind="quiet"
          className="size-13 px-0!"
          aria-label={t("search")}
          onClick={() => setOpen({ kind: "search" })}
        >
          <Search size={22} aria-hidden="true" />
        </Button>
      </div>
      <div className="min-h-0 flex-1 gap-4 overflow-y-auto max-xl:gap-3 overscroll-contain px-4 pb-4 md:px-6 lg:grid lg:auto-cols-[minmax(280px,1fr)] lg:grid-flow-col lg:overflow-y-hidden lg:pb-5">
        {lists.map((list) => (
          <section
            key={list.number}
            data-list={list.number}
            aria-label={list.name}
            onFocus={() => setChosen(list.number)}
            className={clsx(
              "@container lg:flex lg:min-h-0 lg:flex-col lg:overflow-y-auto lg:overscroll-contain lg:rounded-card lg:border lg:border-line lg:bg-surface",
              list.number !== active.number && "max-lg:hidden",
            )}
          >
            <ListColumn
              list={list}
              now={now}
              actions={actions}
              firstOfAll={deserted && list.number === lists[0]?.number}
              sorting={sorting === list.number}
              onSort={(on) => setSorting(on ? list.number : null)}
              onAdd={() => setOpen({ kind: "add", listNumber: list.number })}
              onMenu={() => setOpen({ kind: "list", listNumber: list.number })}
            />
          </section>
        ))}
      </div>
      <LateSheets
        open={open}
        setOpen={setOpen}
        lists={lists}
        actions={actions}
        onSort={setSorting}
        {...rest}
      />
    </Frame>
  );
}

function Tools({ people, onSearch, onAdd }: { people: ReactNode; onSearch: () => void; onAdd: () => void }) {
  const t = useTranslations("board");
  return (
    <div className="flex shrink-0 items-center gap-2 max-lg:hidden">
      {people}
      <Button
        onClick={onSearch}
        aria-keyshortcuts="/"
        className="w-56 justify-start! px-3.5! font-normal! text-muted!"
      >
        <Search size={17} aria-hidden="true" />
        <span className="flex-1 text-left">{t("search")}</span>
        <kbd className="rounded-md border border-line px-2 font-sans text-[13px]">/</kbd>
      </Button>
      <Button onClick={onAdd}>
        <UserPlus size={17} aria-hidden="true" />
        {t("add")}
      </Button>
    </div>
  );
}
