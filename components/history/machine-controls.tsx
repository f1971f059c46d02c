"use client";
import { Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { TextField } from "../ui/field";
import { SPEEDS, type usePlayer } from "./use-player";

const MINUTE = 60_000;

/** The time with all that moves it: by hand, by keys, from change to change, or by itself. */
export function MachineControls({
  player,
  begins,
  ends,
  times,
  clock,
  onJump,
  onStep,
}: {
  player: ReturnType<typeof usePlayer>;
  begins: number;
  ends: number;
  /** When something changed, in ms since 1970. */
  times: readonly number[];
  clock: (ms: number) => string;
  onJump: (time: string) => void;
  onStep: (direction: -1 | 1) => void;
}) {
  const t = useTranslations("history");
  const { at, playing, speed } = player;
  const span = Math.max(1, ends - begins);
  return (
    <section aria-label={t("time")} className="rounded-card border border-line bg-surface p-4">
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <p className="numeral w-28 font-bold text-[44px] leading-none">{clock(at)}</p>
        <div className="flex gap-1.5">
          <Button size="icon" className="size-12!" aria-label={t("changeBefore")} onClick={() => onStep(-1)}>
            <SkipBack size={20} aria-hidden="true" />
          </Button>
          <Button kind="main" size="medium" onClick={player.toggle} className="max-sm:px-3.5! sm:min-w-36">
            {playing ? <Pause size={20} aria-hidden="true" /> : <Play size={20} aria-hidden="true" />}
            <span className="max-sm:sr-only">{t(playing ? "pause" : "play")}</span>
          </Button>
          <Button size="icon" className="size-12!" aria-label={t("changeAfter")} onClick={() => onStep(1)}>
            <SkipForward size={20} aria-hidden="true" />
          </Button>
        </div>
        <div className="w-32">
          <TextField
            type="time"
            label={t("jump")}
            value={clock(at)}
            onChange={(event) => {
              if (/^\d\d:\d\d/.test(event.target.value)) onJump(event.target.value.slice(0, 5));
            }}
          />
        </div>
        <Choice
          label={t("speed")}
          value={speed}
          options={SPEEDS.map((value) => ({ value, label: value }))}
          onChange={player.setSpeed}
        />
      </div>
      <div className="relative mt-3">
        <input
          type="range"
          aria-label={t("slider")}
          aria-valuetext={clock(at)}
          min={begins}
          max={ends}
          step={MINUTE}
          value={at}
          onChange={(event) => player.move(Number(event.target.value))}
          className="h-11 w-full cursor-pointer accent-brand"
        />
        <svg
          aria-hidden="true"
          viewBox="0 0 1000 8"
          preserveAspectRatio="none"
          className="pointer-events-none absolute inset-x-2 bottom-0 h-2 w-[calc(100%-16px)]"
        >
          {times.map((time, i) => (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place in the day's order.
              key={i}
              x={((time - begins) / span) * 1000}
              width="2"
              height="8"
              fill="var(--called)"
            />
          ))}
        </svg>
      </div>
      <p className="flex justify-between text-[12.5px] text-muted">
        <span>{clock(begins)}</span>
        <span>{t("changes", { n: times.length })}</span>
        <span>{clock(ends)}</span>
      </p>
    </section>
  );
}
