"use client";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import type { ConnectionState } from "@/lib/realtime/connection";
import { useConnectionTexts } from "./connection-texts";

/** The calm state: a word, a dot, and the round trip. */
export function ConnectionPill({ state, now }: { state: ConnectionState; now: number }) {
  const time = useTranslations("time");
  const { headline } = useConnectionTexts(state, 0, now);
  const live = state.phase === "live";
  return (
    <p
      className={clsx(
        "flex min-h-7 shrink-0 items-center gap-2 whitespace-nowrap rounded-full px-3 font-semibold text-[12.5px]",
        live ? "bg-free-soft text-free" : "bg-sunken text-muted",
      )}
      data-connection={state.phase}
    >
      <span
        aria-hidden="true"
        className={clsx("size-2 rounded-full bg-current", !live && "animate-breathe")}
      />
      {headline}
      {live && state.rttMs !== null ? (
        <span className="font-medium max-sm:sr-only">{time("ms", { n: Math.round(state.rttMs) })}</span>
      ) : null}
    </p>
  );
}
