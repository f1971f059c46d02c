"use client";
import { ArrowDownAZ, ArrowUpZA, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useListOrder } from "@/hooks/use-list-order";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useDrawTrouble } from "./use-draw-trouble";

/** Orders a whole queue by name, with a way back. */
export function OrderCard({ listNumber }: { listNumber: number }) {
  const t = useTranslations("draws");
  const { busy, outcome, sort, undo } = useListOrder(listNumber);
  const troubleOf = useDrawTrouble();
  const [reason, setReason] = useState("");
  return (
    <section className="rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="font-semibold text-[17px]">{t("order")}</h2>
      <p className="mt-1 text-[14px] text-muted">{t("orderHelp")}</p>
      <div className="mt-4">
        <TextField
          label={t("orderReason")}
          help={t("orderReasonHelp")}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button size="medium" disabled={busy} onClick={() => sort("ascending", reason.trim())}>
          <ArrowDownAZ size={18} aria-hidden="true" />
          {t("ascending")}
        </Button>
        <Button size="medium" disabled={busy} onClick={() => sort("descending", reason.trim())}>
          <ArrowUpZA size={18} aria-hidden="true" />
          {t("descending")}
        </Button>
      </div>
      {/* Its room is there before there is something to say. */}
      <div className="mt-3 flex min-h-11 flex-wrap items-center gap-3">
        <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
          {outcome?.kind === "ordered" ? t("ordered") : ""}
          {outcome?.kind === "same" ? t("same") : ""}
          {outcome?.kind === "undone" ? t("undone") : ""}
        </p>
        <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
          {outcome?.kind === "refused" ? troubleOf(outcome.problem) : ""}
        </p>
        {outcome?.kind === "ordered" ? (
          <Button disabled={busy} onClick={undo}>
            <Undo2 size={18} aria-hidden="true" />
            {t("undo")}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
