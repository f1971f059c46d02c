"use client";
import clsx from "clsx";
import { Clock, Hand } from "lucide-react";
import { useTranslations } from "next-intl";
import type { BoardCaddie } from "@/lib/caddies/reducer";
import { useCaddieTexts } from "./use-caddie-texts";

/** What is known of the turn that he is on: "18 hoyos · vuelve ~14:20", marked when he is late. */
export function TurnText({ caddie, now }: { caddie: BoardCaddie; now: number }) {
  const texts = useCaddieTexts(now);
  const back = texts.back(caddie);
  if (!back) return texts.left(caddie);
  return (
    <>
      {back.holes} ·{" "}
      <span className={clsx("whitespace-nowrap", back.late && "font-semibold text-called")}>
        {back.late ? <Clock size={12} aria-hidden="true" className="mr-0.5 inline align-[-1px]" /> : null}
        {back.text}
      </span>
    </>
  );
}

/** A member asked for him: he went out of turn, and his place waits for him. */
export function RequestedMark({ caddie }: { caddie: BoardCaddie }) {
  const t = useTranslations("board");
  if (!caddie.turn?.requested) return null;
  const { requestedBy } = caddie.turn;
  return (
    <span
      title={requestedBy ? t("requestedBy", { name: requestedBy }) : undefined}
      className="inline-flex shrink-0 items-center gap-1 rounded-full bg-out-soft px-2 font-semibold text-[12px] text-out leading-5"
    >
      <Hand size={12} aria-hidden="true" />
      {t("requested")}
    </span>
  );
}
