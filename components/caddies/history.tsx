"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Move, Turn } from "@/lib/caddies/contract";
import { CLOCK, elapsed } from "@/lib/i18n/times";

/** Date and time on the club's clock. */
function useMoment() {
  const format = useFormatter();
  return {
    day: (iso: string) =>
      format.dateTime(new Date(iso), { weekday: "short", day: "numeric", month: "short" }),
    clock: (iso: string) => format.dateTime(new Date(iso), CLOCK),
  };
}

function Line({ when, time, children }: { when: string; time: string; children: ReactNode }) {
  return (
    <li className="flex gap-4 border-line border-t px-4 py-3 first:border-t-0">
      <div className="w-24 shrink-0 text-[13px] text-muted">
        <p className="first-letter:uppercase">{when}</p>
        <p className="numeral font-semibold text-[16px] text-ink">{time}</p>
      </div>
      <div className="min-w-0 flex-1">{children}</div>
    </li>
  );
}

/** One going-out: when, for how long, and who sent him. `now` in ms since 1970. */
export function TurnLine({ turn, now }: { turn: Turn; now: number }) {
  const t = useTranslations("caddie");
  const board = useTranslations("board");
  const { day, clock } = useMoment();
  const end = turn.endedAt;
  const ms = (end ? Date.parse(end) : now) - Date.parse(turn.startedAt);
  return (
    <Line when={day(turn.startedAt)} time={clock(turn.startedAt)}>
      <p className={turn.status === "voided" ? "text-muted line-through" : "font-semibold"}>
        {turn.status === "open"
          ? t("turnOpen")
          : end
            ? t("turnTimes", { start: clock(turn.startedAt), end: clock(end) })
            : null}
        <span className="numeral">{` · ${t("hours", { time: elapsed(ms) })}`}</span>
      </p>
      <p className="text-[13px] text-muted">
        {turn.status === "voided" ? `${t("turnVoided")} · ` : ""}
        {turn.holes ? `${board("holes", { n: turn.holes })} · ` : ""}
        {t("turnBy", { name: turn.startedBy.name })}
      </p>
    </Line>
  );
}

/** One line of the append-only history: what changed, by which rule, who did it and why. */
export function MoveLine({ move, listName }: { move: Move; listName: (number: number) => string }) {
  const rules = useTranslations("rules");
  const t = useTranslations("moves");
  const { day, clock } = useMoment();
  const sentence = useMoveSentence(move, listName);
  return (
    <Line when={day(move.at)} time={clock(move.at)}>
      <p className="font-semibold">{sentence}</p>
      {move.rule ? <p className="text-[13.5px]">{rules(move.rule)}</p> : null}
      {move.reason ? <p className="text-[13.5px]">{t("reason", { reason: move.reason })}</p> : null}
      <p className="text-[13px] text-muted">{t("by", { name: move.by.name })}</p>
    </Line>
  );
}

/** What a move did, in one sentence. */
export function useMoveSentence(
  { kind, from, to }: Pick<Move, "kind" | "from" | "to">,
  listName: (number: number) => string,
): string {
  const t = useTranslations("moves");
  const status = useTranslations("status");
  const list = (number: number | undefined) => listName(number ?? 0);
  switch (kind) {
    case "added":
      return t("added", { list: list(to.listNumber) });
    case "status":
      return from.status && to.status
        ? t("status", { from: status(from.status), to: status(to.status) })
        : t("edited");
    case "position":
    case "order":
      if (to.position == null) return t("edited");
      return from.position == null
        ? t("positionTo", { to: to.position })
        : t("position", { from: from.position, to: to.position });
    case "list":
      return t("list", { from: list(from.listNumber), to: list(to.listNumber) });
    case "called":
      return t(to.called ? "called" : "callEnd");
    case "edited":
    case "late":
    case "removed":
    case "undone":
    case "turn":
    case "skipped":
    case "no_show":
      return t(kind);
    default:
      return kind satisfies never;
  }
}
