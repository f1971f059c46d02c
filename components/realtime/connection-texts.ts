"use client";
import { useTranslations } from "next-intl";
import { agoText } from "@/lib/i18n/span-texts";
import { ageSpan } from "@/lib/i18n/times";
import type { ConnectionState } from "@/lib/realtime/connection";

/** Live, or on its way there for the first time with a fresh snapshot: nothing to worry about. */
export const isCalm = (state: ConnectionState) => state.phase === "live" || state.phase === "connecting";

/** The state of the connection in words, and how far the screen can be trusted. `now` in ms since 1970. */
export function useConnectionTexts(state: ConnectionState, pendingCount: number, now: number) {
  const t = useTranslations("connection");
  const time = useTranslations("time");
  const span = state.lastSyncAt === null ? null : ageSpan(now - state.lastSyncAt);
  const age = span === null ? null : agoText(time, span);
  const waiting = pendingCount > 0 ? t("toSend", { n: pendingCount }) : null;
  return { headline: headline(), detail: detail(), age, waiting };

  function headline(): string {
    switch (state.phase) {
      case "live":
        return t("live");
      case "connecting":
        return t("connecting");
      case "reconnecting":
        return state.nextTryAt === null || state.nextTryAt <= now
          ? t("retrying")
          : t("retryIn", { n: Math.ceil((state.nextTryAt - now) / 1000) });
      case "polling":
        return t("polling");
      case "offline":
        return t("offline");
      case "ended":
        return t("ended");
      default:
        return state.phase satisfies never;
    }
  }

  function detail(): string {
    if (state.phase === "ended") return t("endedHelp");
    const known = state.phase === "polling" ? (age ?? t("noData")) : dataAge();
    return waiting === null ? known : `${known} · ${waiting}`;
  }

  function dataAge(): string {
    if (span === null || age === null) return t("noData");
    return span.unit === "now" ? t("dataNow") : t("dataAge", { age });
  }
}
