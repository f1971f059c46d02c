"use client";
import clsx from "clsx";
import { ArrowDown, ArrowUp, LogIn, LogOut, type LucideIcon, Replace } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CLOCK } from "@/lib/i18n/times";
import type { Place, PlaceStep } from "@/lib/places/contract";
import { placeKey } from "./place-key";

/** Newest first: what moved him last is what he asks for. */
export function PlaceSteps({ place, own }: { place: Place; own: boolean }) {
  const t = useTranslations("place");
  const steps = [...place.steps].reverse();
  return (
    <>
      {place.position === null ? <p className="pb-2 text-[14.5px]">{t(placeKey(own, "outside"))}</p> : null}
      {steps.length === 0 ? (
        <p className="py-2 text-[14.5px] text-muted">{t(placeKey(own, "none"))}</p>
      ) : null}
      <ol className="-mx-5 divide-y divide-line">
        {steps.map((step, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: counted from the beginning, a step keeps its number when others come.
          <Step key={steps.length - i} step={step} own={own} />
        ))}
      </ol>
      {place.complete || steps.length === 0 ? null : (
        <p className="pt-3 text-[13px] text-muted">{t("partial")}</p>
      )}
    </>
  );
}

function Step({ step, own }: { step: PlaceStep; own: boolean }) {
  const t = useTranslations("place");
  const moves = useTranslations("moves");
  const rules = useTranslations("rules");
  const format = useFormatter();
  const { cause, caddie, rule, reason, by, at, from, to } = step;
  const { icon: Icon, colour } = lookOf(step);
  // That who goes out leaves the queue needs no saying. A rule that is younger than this page's words is left out: the sentence above it says what happened.
  const known = rule !== null && rule !== "left_queue" && rules.has(rule as Parameters<typeof rules.has>[0]);
  const values = { name: caddie?.name ?? "", from: from ?? 0, to: to ?? 0, b: bold };
  return (
    <li className="flex gap-3 px-5 py-3">
      <Icon size={20} aria-hidden="true" className={clsx("mt-0.5 shrink-0", colour)} />
      <div className="min-w-0 flex-1">
        <p className="text-[15px] leading-[1.35]">
          {t.rich(placeKey(own, cause), values)}
          {from !== null && to !== null && from !== to ? (
            <span
              className={clsx("font-semibold", colour)}
            >{` ${t(placeKey(own, to < from ? "up" : "down"), { from, to })}`}</span>
          ) : null}
        </p>
        {known ? <p className="mt-0.5 text-[13.5px]">{rules(rule as Parameters<typeof rules>[0])}</p> : null}
        {reason ? <p className="text-[13.5px]">{moves("reason", { reason })}</p> : null}
        {by && at ? (
          <p className="text-[13px] text-muted">
            {`${by.name} · ${format.dateTime(new Date(at), { weekday: "short", day: "numeric" })}, ${format.dateTime(new Date(at), CLOCK)}`}
          </p>
        ) : null}
      </div>
    </li>
  );
}

const bold = (chunks: React.ReactNode) => <strong>{chunks}</strong>;

function lookOf({ cause, from, to }: PlaceStep): { icon: LucideIcon; colour: string } {
  if (cause === "joined") return { icon: LogIn, colour: "text-brand" };
  if (cause === "left") return { icon: LogOut, colour: "text-muted" };
  if (from === null || to === null) return { icon: Replace, colour: "text-muted" };
  return to < from ? { icon: ArrowUp, colour: "text-free" } : { icon: ArrowDown, colour: "text-called" };
}
