"use client";
import { useTranslations } from "next-intl";
import type { Problem } from "@/lib/http/fetch";

/** Why something about a draw or an order was not done, in words that say what to press. */
export function useDrawTrouble(): (problem: Problem) => string {
  const t = useTranslations("draws.trouble");
  return ({ code, status, errors = [] }) => {
    if (code === "DRAW_EXISTS") return t("exists");
    if (code === "DRAW_EARLY") return t("early");
    if (code === "DRAW_CLOSED") return t("closed");
    if (code === "NOT_UNDOABLE") return t("notUndoable");
    if (code === "VERSION_CONFLICT") return t("changed");
    if (errors.some(({ path }) => path === "runsAt")) return t("hourBad");
    return t(status >= 400 && status < 500 ? "refused" : "unreachable");
  };
}
