"use client";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useNow } from "@/hooks/use-now";
import type { PastDay } from "@/lib/history/contract";
import { boardOf, replay, rowsOf } from "@/lib/history/reducer";
import { instantOf } from "@/lib/i18n/days";
import { CLOCK } from "@/lib/i18n/times";
import { MachineChanges } from "./machine-changes";
import { MachineControls } from "./machine-controls";
import { PastBoard } from "./past-board";
import { usePlayer } from "./use-player";

const MINUTE = 60_000;
/** "What happened at 10:32?": so much before and after. */
const AROUND_MS = 5 * MINUTE;

/** One day of a list, played again out of its changes. */
export function Machine({ list, past }: { list: number; past: PastDay }) {
  const t = useTranslations("history");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "America/Bogota";
  const now = useNow(MINUTE);
  const begins = Date.parse(past.begins);
  // Minutes as the clock shows them; what is to come has no past.
  const ends = Math.min(Date.parse(past.ends), Math.ceil(now / MINUTE) * MINUTE);
  const times = useMemo(() => past.changes.map(({ at }) => Date.parse(at)), [past]);
  const isToday = Date.parse(past.ends) > now;
  const first = isToday ? ends : ceilMinute(times[0] ?? begins + 6 * 60 * MINUTE);
  const player = usePlayer({ begins, ends, first });
  const { at } = player;
  const start = useMemo(() => boardOf(past.start), [past]);
  const rows = useMemo(() => rowsOf(replay(start, past.changes, at), list), [start, past, at, list]);
  const around = past.changes.filter((change) => Math.abs(Date.parse(change.at) - at) <= AROUND_MS);
  const latest = past.changes.filter((change) => Date.parse(change.at) <= at).at(-1);
  const clock = (ms: number) => format.dateTime(new Date(ms), CLOCK);

  function step(direction: -1 | 1) {
    const next =
      direction < 0
        ? times.filter((time) => ceilMinute(time) < at).at(-1)
        : times.find((time) => ceilMinute(time) > at);
    if (next !== undefined) player.move(ceilMinute(next));
  }

  return (
    <>
      <MachineControls
        player={player}
        begins={begins}
        ends={ends}
        times={times}
        clock={clock}
        onJump={(time) => player.move(instantOf(past.day, time, timeZone))}
        onStep={step}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <PastBoard
          rows={rows}
          at={at}
          begins={begins}
          changed={latest && at - Date.parse(latest.at) < MINUTE ? latest.to.caddieId : null}
        />
        <MachineChanges
          title={t("around", { time: clock(at) })}
          changes={around}
          none={past.changes.length === 0 ? t("quietDay") : t("quietMinutes")}
          onPick={(change) => player.move(ceilMinute(Date.parse(change.at)))}
        />
      </div>
    </>
  );
}

/** The first whole minute at which a change is on the board. */
const ceilMinute = (ms: number) => Math.ceil(ms / MINUTE) * MINUTE;
