"use client";
import clsx from "clsx";
import { Check, ChevronDown, ShieldCheck, ShieldQuestion, TriangleAlert, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDrawCheck } from "@/hooks/use-draw-check";
import type { Draw } from "@/lib/draws/contract";
import { CLOCK } from "@/lib/i18n/times";
import { Spinner } from "../ui/spinner";

/** What this very device finds when it draws again: the verdict, and below it each step in plain words. */
export function DrawCheckBox({ draw }: { draw: Draw }) {
  const t = useTranslations("draws");
  const format = useFormatter();
  const check = useDrawCheck(draw);
  if (draw.seed === null) return null;
  if (check.state === "checking") {
    return (
      <p className="flex min-h-11 items-center gap-2 text-[14px] text-muted">
        <Spinner /> {t("checking")}
      </p>
    );
  }
  if (check.state === "unable") {
    return (
      <p className="flex min-h-11 items-center gap-2 text-[14px] text-muted">
        <ShieldQuestion size={18} aria-hidden="true" className="shrink-0" />
        {t("unable")}
      </p>
    );
  }
  const { commitment, order, seenAt, sameAsSeen } = check;
  const good = commitment !== false && order !== false && sameAsSeen;
  const seen = seenAt
    ? format.dateTime(new Date(seenAt), { day: "numeric", month: "short", ...CLOCK })
    : null;
  return (
    <details className="group rounded-control border border-line">
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 px-3.5 [&::-webkit-details-marker]:hidden">
        {good ? (
          <ShieldCheck size={20} aria-hidden="true" className="shrink-0 text-free" />
        ) : (
          <TriangleAlert size={20} aria-hidden="true" className="shrink-0 text-danger" />
        )}
        <span
          role={good ? undefined : "alert"}
          className={clsx("flex-1 font-semibold text-[14.5px]", good ? "text-free" : "text-danger")}
        >
          {t(good ? "verified" : "notVerified")}
        </span>
        <span className="text-[13px] text-muted max-sm:sr-only">{t("how")}</span>
        <ChevronDown size={18} aria-hidden="true" className="shrink-0 text-muted group-open:rotate-180" />
      </summary>
      <ol className="flex flex-col gap-3 border-line border-t px-3.5 py-3 text-[14px]">
        <Step good={commitment}>{t(commitment === false ? "stepSeedBad" : "stepSeed")}</Step>
        {order === null ? null : (
          <Step good={order}>{t(order ? "stepOrder" : "stepOrderBad", { n: draw.participants.length })}</Step>
        )}
        {seen ? (
          <Step good={sameAsSeen}>{t(sameAsSeen ? "stepSeen" : "stepSeenBad", { time: seen })}</Step>
        ) : null}
        <li className="text-[13px] text-muted">
          <p>{t("stepWhy")}</p>
          <Digits label={t("seed")} digits={draw.seed} />
        </li>
      </ol>
    </details>
  );
}

function Step({ good, children }: { good: boolean | null; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      {good === false ? (
        <X size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-danger" />
      ) : (
        <Check size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-free" />
      )}
      <span>{children}</span>
    </li>
  );
}

/** 64 digits in groups of eight, so that two people can compare them aloud. */
export function Digits({ label, digits }: { label: string; digits: string }) {
  return (
    <p className="mt-2">
      <span className="block font-semibold text-[12.5px] text-muted">{label}</span>
      <code className="mt-0.5 block break-words font-mono text-[12.5px] text-ink leading-5 [overflow-wrap:anywhere]">
        {(digits.match(/.{1,8}/g) ?? []).join(" ")}
      </code>
    </p>
  );
}
