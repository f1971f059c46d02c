"use client";
import clsx from "clsx";
import { ArrowUpDown, Ellipsis, UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { LateDrawDue } from "../draws/late-draw-due";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import type { BoardActions, ListView, RowView } from "./board-view";
import { NextCard } from "./next-card";
import { QueueRow } from "./queue-row";
import { useNewcomerInView, useRowMotion } from "./row-motion";
import { SideRow } from "./side-row";
import { Sorting } from "./sorting";
import { StatusMark } from "./status-mark";

/** Waiting caddies shown at once, the next one among them; the rest is one tap away. */
const FOLDED = { phone: 7, desktop: 12 };

export interface ListColumnProps {
  list: ListView;
  now: number;
  actions: BoardActions;
  /** The whole club has no caddie yet. */
  firstOfAll: boolean;
  sorting: boolean;
  onSort: (sorting: boolean) => void;
  onAdd: () => void;
  onMenu: () => void;
}

/** One rotation list as the master works it: next, queue, *En campo*, *Ausente*. */
export function ListColumn(props: ListColumnProps) {
  const { list, now, actions, firstOfAll, sorting, onSort, onAdd, onMenu } = props;
  const t = useTranslations("board");
  const empty = useTranslations("empty");
  const next = list.queue[0];
  const isEmpty = list.queue.length + list.out.length + list.away.length === 0;
  return (
    <>
      <header className="flex items-center gap-x-3 gap-y-0.5 pt-2 pr-2 pb-2 pl-4 max-lg:px-1">
        <h2 className="numeral font-semibold text-[19px] max-lg:sr-only">{list.name}</h2>
        <div className="flex min-w-0 flex-1 flex-wrap gap-x-3">
          <StatusMark status="Disponible">{t("available", { n: list.queue.length })}</StatusMark>
          <StatusMark status="En campo">{t("out", { n: list.out.length })}</StatusMark>
        </div>
        {sorting ? (
          <Button kind="main" onClick={() => onSort(false)}>
            {t("reorderDone")}
          </Button>
        ) : (
          <Button kind="quiet" size="icon" aria-label={t("listMenu", { list: list.name })} onClick={onMenu}>
            <Ellipsis size={20} aria-hidden="true" />
          </Button>
        )}
      </header>
      {list.rules.orderMode === "draw" ? <LateDrawDue listNumber={list.number} /> : null}
      {next && !sorting ? (
        <div className="max-lg:hidden">
          <NextCard row={next} now={now} callsFirst={list.rules.callsFirst} actions={actions} />
        </div>
      ) : null}
      <div className="lg:min-h-40 lg:flex-1 lg:overflow-y-auto lg:overscroll-contain">
        {isEmpty ? (
          <Notice
            icon={Users}
            title={empty(firstOfAll ? "first" : "list")}
            help={empty(firstOfAll ? "firstHelp" : "listHelp")}
            action={
              <Button kind="main" size="medium" onClick={onAdd}>
                <UserPlus size={18} aria-hidden="true" />
                {t("add")}
              </Button>
            }
          />
        ) : sorting ? (
          <>
            <p className="flex items-center gap-2 px-4 pb-2 text-[13px] text-muted">
              <ArrowUpDown size={14} aria-hidden="true" />
              {t("reorderHelp")}
            </p>
            <Sorting rows={list.queue} onMove={(id, position) => actions.move(id, position)} />
          </>
        ) : (
          <Queue rows={list.queue} now={now} actions={actions} />
        )}
      </div>
      {/* Of its own height, so that whoever has just gone out is in sight however long the queue. */}
      <div data-own-scroll className="lg:max-h-[34%] lg:shrink-0 lg:overflow-y-auto lg:overscroll-contain">
        <Section
          status="En campo"
          title={t("outTitle", { n: list.out.length })}
          rows={list.out}
          now={now}
          actions={actions}
        />
        <Section
          status="Ausente"
          title={t("awayTitle", { n: list.away.length })}
          rows={list.away}
          now={now}
          actions={actions}
        />
      </div>
    </>
  );
}

type RowsProps = Pick<ListColumnProps, "now" | "actions"> & { rows: RowView[] };

function Queue({ rows, now, actions }: RowsProps) {
  const t = useTranslations("board");
  const empty = useTranslations("empty");
  const [open, setOpen] = useState(false);
  const container = useRef<HTMLUListElement>(null);
  const waiting = rows.slice(1);
  const shown = open ? waiting : waiting.slice(0, FOLDED.desktop - 1);
  useRowMotion(container, shown.map((r) => r.caddie.id).join());
  if (rows.length === 0) return <Notice icon={Users} title={empty("queue")} help={empty("queueHelp")} />;
  if (waiting.length === 0) return null;
  return (
    <div className="card-rows">
      <ul ref={container} aria-label={t("queueTitle", { available: t("available", { n: rows.length }) })}>
        {shown.map((row, index) => (
          <QueueRow
            key={row.caddie.id}
            row={row}
            now={now}
            onOpen={actions.openMenu}
            desktopOnly={!open && index >= FOLDED.phone - 1}
          />
        ))}
      </ul>
      {rows.length > FOLDED.phone ? (
        <Button
          kind="quiet"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={clsx(
            "w-full rounded-none! border-line border-t text-brand!",
            rows.length <= FOLDED.desktop && "lg:hidden",
          )}
        >
          {open ? t("showLess") : t("showAll", { n: rows.length })}
        </Button>
      ) : null}
    </div>
  );
}

function Section({
  status,
  title,
  rows,
  now,
  actions,
}: RowsProps & { status: "En campo" | "Ausente"; title: string }) {
  const container = useRef<HTMLUListElement>(null);
  useRowMotion(container, rows.map((r) => r.caddie.id).join());
  useNewcomerInView(container, rows);
  if (rows.length === 0) return null;
  return (
    <section className="max-lg:mt-5">
      <h3 className="flex min-h-10 items-center px-4 font-sans! uppercase tracking-wide max-lg:px-1 lg:sticky lg:top-0 lg:border-line lg:border-y lg:bg-sunken">
        <StatusMark status={status}>{title}</StatusMark>
      </h3>
      <ul ref={container} className="card-rows">
        {rows.map((row) => (
          <SideRow key={row.caddie.id} row={row} now={now} actions={actions} />
        ))}
      </ul>
    </section>
  );
}
