"use client";
import { CloudOff } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Notice } from "../ui/notice";

const load = () => import("./sortable-queue").then((m) => m.SortableQueue);

/** The queue with handles. Heavy and seldom needed, so it comes apart from the page. */
export const Sorting = dynamic(() => load().catch(() => SortingUnreachable));

/** Its code could not be fetched; the board goes on, and the menus move caddies without it. */
function SortingUnreachable() {
  const t = useTranslations("board");
  return <Notice icon={CloudOff} title={t("reorderOffline")} help={t("reorderOfflineHelp")} />;
}

/** After the first paint of an old phone. */
const PRELOAD_AFTER_MS = 1500;

/** Fetches it ahead of need, so that it is there when the signal is not. */
export function usePreloadedSorting() {
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
}
