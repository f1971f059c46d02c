"use client";
import { useTranslations } from "next-intl";
import { latePart } from "../ui/late-part";
import { Sheet } from "../ui/sheet";
import type { BoardSheetsProps } from "./board-sheets";

const { Late, usePreloaded } = latePart(
  () => import("./board-sheets").then((m) => m.BoardSheets),
  SheetsUnreachable,
);

/** The board's sheets. Their code comes soon after the page, so that a sheet opens when the signal is gone. */
export function LateSheets(props: BoardSheetsProps) {
  usePreloaded();
  return props.open === null ? null : <Late {...props} />;
}

function SheetsUnreachable({ setOpen }: BoardSheetsProps) {
  const t = useTranslations("board");
  const menu = useTranslations("menu");
  return (
    <Sheet title={t("sheetOffline")} closeLabel={menu("close")} onClose={() => setOpen(null)}>
      <p className="py-4">{t("sheetOfflineHelp")}</p>
    </Sheet>
  );
}
