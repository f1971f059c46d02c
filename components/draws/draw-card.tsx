"use client";
import clsx from "clsx";
import { ChevronDown, Users } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/hooks/use-session";
import type { Draw } from "@/lib/draws/contract";
import { CLOCK } from "@/lib/i18n/times";
import { Digits, DrawCheckBox } from "./draw-check";
import { DrawStateMark } from "./draw-state";

/** One draw with all that there is to know of it. `children`: what can be done with it. */
export function DrawCard({
  draw,
  past = false,
  children,
}: {
  draw: Draw;
  /** Among others, under a heading of their own. */
  past?: boolean;
  children?: ReactNode;
}) {
  const Day = past ? "h3" : "h2";
  const t = useTranslations("draws");
  const format = useFormatter();
  const at = (iso: string) => format.dateTime(new Date(iso), { day: "numeric", month: "short", ...CLOCK });
  // A day has no hour: it is that of no time zone.
  const day = format.dateTime(new Date(`${draw.day}T12:00:00Z`), {
    timeZone: "UTC",
    ...{ weekday: "long", day: "numeric", month: "long" },
  });
  return (
    <article
      aria-label={t("ofDay", { day })}
      data-draw={draw.id}
      className="flex flex-col gap-3 rounded-card border border-line bg-surface p-4 md:p-5"
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Day className="numeral min-w-48 flex-1 font-semibold text-[18px] first-letter:uppercase">{day}</Day>
        <DrawStateMark state={draw.state} />
      </header>
      {draw.number > 1 ? (
        <p className="font-semibold text-[14px] text-called">{t("nth", { n: draw.number })}</p>
      ) : null}
      {draw.closedReason !== null && draw.closedBy && draw.closedAt ? (
        <p className="rounded-control bg-sunken px-3.5 py-2.5 text-[14px]">
          <span className="font-semibold">{t("reasonGiven", { reason: draw.closedReason })}</span>{" "}
          <span className="text-muted">
            {t("closedBy", { name: draw.closedBy.name, time: at(draw.closedAt) })}
          </span>
        </p>
      ) : null}
      {draw.result ? <Result draw={draw} order={draw.result} /> : <Participants draw={draw} />}
      <DrawCheckBox draw={draw} />
      {children}
      <footer className="text-[13px] text-muted">
        <p>{t("committedBy", { name: draw.committedBy.name, time: at(draw.committedAt) })}</p>
        {draw.revealedBy && draw.revealedAt ? (
          <p>{t("revealedBy", { name: draw.revealedBy.name, time: at(draw.revealedAt) })}</p>
        ) : null}
        <Digits label={t("commitment")} digits={draw.commitment} />
      </footer>
    </article>
  );
}

/** So many places are in sight; the rest unfolds. */
const IN_SIGHT = 6;

function Result({ draw, order }: { draw: Draw; order: readonly string[] }) {
  const t = useTranslations("draws");
  const { user } = useSession();
  const own = order.indexOf(user.caddieId ?? "");
  return (
    <>
      {own >= 0 ? (
        <p role="status" className="numeral font-bold text-[20px]">
          {t("ownPlace", { n: own + 1, total: order.length })}
        </p>
      ) : null}
      <Places draw={draw} order={order.slice(0, IN_SIGHT)} from={1} />
      {order.length > IN_SIGHT ? (
        <details className="group -mt-3">
          <summary className="flex min-h-11 cursor-pointer list-none items-center justify-center gap-2 rounded-control font-semibold text-[14px] text-brand hover:bg-sunken [&::-webkit-details-marker]:hidden">
            {t("showAll", { n: order.length })}
            <ChevronDown size={18} aria-hidden="true" className="group-open:rotate-180" />
          </summary>
          <Places draw={draw} order={order.slice(IN_SIGHT)} from={IN_SIGHT + 1} />
        </details>
      ) : null}
    </>
  );
}

function Places({ draw, order, from }: { draw: Draw; order: readonly string[]; from: number }) {
  const t = useTranslations("card");
  const { user } = useSession();
  const names = new Map(draw.participants.map(({ id, name }) => [id, name]));
  return (
    <ol start={from} className="grid gap-x-6 sm:grid-cols-2">
      {order.map((id, i) => {
        const own = id === user.caddieId;
        const name = names.get(id) ?? "";
        return (
          <li
            key={id}
            className={clsx(
              "flex min-h-10 items-center gap-3 border-line border-b px-1",
              own && "rounded-control border-transparent bg-brand-soft font-semibold",
            )}
          >
            <span className="numeral w-7 shrink-0 text-right font-semibold text-[17px] text-muted">
              {from + i}
            </span>
            <span className="min-w-0 flex-1 truncate">{own ? t("you", { name }) : name}</span>
          </li>
        );
      })}
    </ol>
  );
}

function Participants({ draw }: { draw: Draw }) {
  const t = useTranslations("draws");
  return (
    <details className="group">
      <summary className="-mx-1 flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control px-1 font-semibold text-[14px] hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <Users size={18} aria-hidden="true" className="text-muted" />
        <span className="flex-1">{t("participants", { n: draw.participants.length })}</span>
        <ChevronDown size={18} aria-hidden="true" className="text-muted group-open:rotate-180" />
      </summary>
      <p className="pt-1 pb-2 text-[14px] text-muted">
        {draw.participants.map(({ name }) => name).join(" · ")}
      </p>
    </details>
  );
}
