"use client";
import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { latePart } from "../ui/late-part";
import { Notice } from "../ui/notice";

/** The queue with handles. Heavy and seldom needed, so it comes apart from the page. */
export const { Late: Sorting, usePreloaded: usePreloadedSorting } = latePart(
  () => import("./sortable-queue").then((m) => m.SortableQueue),
  SortingUnreachable,
);

/** Its code could not be fetched; the board goes on, and the menus move caddies without it. */
function SortingUnreachable() {
  const t = useTranslations("board");
  return <Notice icon={CloudOff} title={t("reorderOffline")} help={t("reorderOfflineHelp")} />;
}
