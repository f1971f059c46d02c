"use client";
import clsx from "clsx";
import { ChevronDown, ChevronRight, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { LateOutlook } from "../outlooks/late-outlook";
import { PageLink } from "../shell/page-link";
import { Avatar } from "../ui/avatar";
import { Notice } from "../ui/notice";
import type { ListView, RowView } from "./board-view";
import { findRow } from "./board-view";
import { CalledMark } from "./called-mark";
import { PlaceCard } from "./place-card";
import { RowMarks } from "./row-marks";
import { useRowMotion, useSteady } from "./row-motion";
import { StatusMark } from "./status-mark";
import { RequestedMark, TurnText } from "./turn-marks";
import { useCaddieTexts } from "./use-caddie-texts";

/** What a caddie sees: his place, then the list that proves it. No telephone numbers, nothing to press but his own row. */
export function CaddieBoard({
  list: latest,
  caddieId,
  viewer = false,
  now,
  dataAge,
}: {
  list: ListView;
  caddieId: string | null;
  /** Set for who only looks at this list: nothing is missing when he does not stand in it. */
  viewer?: boolean;
  now: number;
  /** "actualizado hace 14 s" */
  dataAge: string;
}) {
  const t = useTranslations("board");
  const card = useTranslations("card");
  const empty = useTranslations("empty");
  const list = useSteady(latest);
  const me = caddieId === null ? null : findRow([list], caddieId)?.row;
  const deserted = list.out.length + list.away.length === 0;
  const container = useRef<HTMLOListElement>(null);
  useRowMotion(container, list.queue.map((r) => r.caddie.id).join());
  return (
    <div className="mx-auto max-w-2xl">
      {me ? (
        <>
          <PlaceCard row={me} total={list.queue.length} rules={list.rules} now={now} />
          {me.position === null || me.caddie.calledAt ? null : (
            <LateOutlook list={list} place={me.position} now={now} />
          )}
        </>
      ) : viewer ? null : (
        <Notice icon={Users} title={card("missing")} help={card("missingHelp")} />
      )}
      <div className="mt-5 mb-2 flex items-baseline justify-between gap-3 px-1 text-[13.5px] text-muted">
        <h2 className="font-sans! font-semibold">
          {t("queueTitle", { available: t("available", { n: list.queue.length }) })}
        </h2>
        <p>{dataAge}</p>
      </div>
      {list.queue.length === 0 ? (
        <div className="card-rows lg:rounded-card! lg:border!">
          <Notice
            icon={Users}
            title={empty(deserted ? "list" : "queue")}
            help={empty(deserted ? "listHelpCaddie" : "queueHelpCaddie")}
          />
        </div>
      ) : (
        // Not clipped, so that his own row can stick to the edge of the screen.
        <ol ref={container} className="rounded-card border border-line bg-surface">
          {list.queue.map((row) => (
            <PublicRow key={row.caddie.id} row={row} now={now} mine={row.caddie.id === caddieId} />
          ))}
        </ol>
      )}
      <OutFold rows={list.out} now={now} />
    </div>
  );
}

function PublicRow({ row, now, mine }: { row: RowView; now: number; mine: boolean }) {
  const card = useTranslations("card");
  const texts = useCaddieTexts(now);
  const { caddie } = row;
  const inside = (
    <>
      <span className="numeral w-6 shrink-0 text-right font-semibold text-[18px] text-muted">
        {row.position}
      </span>
      <span className="flex max-[379px]:hidden">
        <Avatar name={caddie.name} of={caddie.id} tone={mine ? "brand" : "free"} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="min-w-0 truncate font-semibold">
            {mine ? card("you", { name: caddie.name }) : caddie.name}
          </span>
          <RowMarks row={row} />
        </span>
        <span className="block text-[13px] text-muted leading-[1.35]">
          {caddie.calledAt ? (
            <CalledMark calledAt={caddie.calledAt} now={now} />
          ) : (
            <>
              {texts.waits(caddie)} · <span className="whitespace-nowrap">{texts.turns(caddie)}</span>
            </>
          )}
        </span>
      </span>
      {mine ? <ChevronRight size={20} aria-hidden="true" className="shrink-0" /> : null}
    </>
  );
  const look = "flex min-h-14 items-center gap-3 py-1.5 pr-3 pl-4 max-sm:gap-2 max-sm:pr-2.5 max-sm:pl-2";
  return (
    <li
      data-id={caddie.id}
      aria-current={mine ? "true" : undefined}
      className={clsx(
        "border-line border-t first:rounded-t-card first:border-t-0 last:rounded-b-card",
        mine
          ? "sticky top-0 bottom-0 z-10 bg-brand-soft shadow-[inset_4px_0_0_var(--brand),0_0_0_1px_var(--line)]"
          : "bg-surface",
        row.changed && "animate-glow",
      )}
    >
      {mine ? (
        <PageLink href={`/caddies/${caddie.id}`} className={look}>
          {inside}
        </PageLink>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  );
}

function OutFold({ rows, now }: { rows: RowView[]; now: number }) {
  const t = useTranslations("board");
  const texts = useCaddieTexts(now);
  if (rows.length === 0) return null;
  return (
    <details className="group mt-4">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between px-1 uppercase tracking-wide [&::-webkit-details-marker]:hidden">
        <StatusMark status="En campo">{t("outTitle", { n: rows.length })}</StatusMark>
        <ChevronDown size={20} aria-hidden="true" className="text-out group-open:rotate-180" />
      </summary>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {rows.map((row) => (
          <li
            key={row.caddie.id}
            className={clsx(
              "flex min-h-13 items-center gap-3 border-line border-t px-4 py-1.5 first:border-t-0",
              row.changed && "animate-glow",
            )}
          >
            <Avatar name={row.caddie.name} of={row.caddie.id} tone="out" />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2">
                <span className="min-w-0 truncate font-semibold">{row.caddie.name}</span>
                <RequestedMark caddie={row.caddie} />
              </span>
              <span className="block truncate text-[13px] text-muted">
                <TurnText caddie={row.caddie} now={now} />
              </span>
            </span>
            <span className="numeral font-semibold text-[17px] text-out">{texts.timeOut(row.caddie)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
