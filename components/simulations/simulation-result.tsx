"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { evennessOf } from "@/lib/figures/policy";
import type { SimulatedShare, SimulationAnswer } from "@/lib/simulations/contract";
import { useHours } from "../figures/use-hours";
import { Button } from "../ui/button";

/** Those for whom most would have been otherwise; the rest is one tap away. */
const FOLDED = 8;

/** How much it would have changed for one; a turn weighs more than any waiting. */
function changeOf({ was, would }: SimulatedShare): number {
  const waited = Math.abs(would.minutesWaited - was.minutesWaited);
  return Math.abs(would.turns - was.turns) * 100_000 + waited;
}

/** The spread in a sentence, and each caddie as he was beside what he would have had. */
export function SimulationResult({ answer: { days, turns, shares } }: { answer: SimulationAnswer }) {
  const t = useTranslations("simulations");
  const hours = useHours();
  const [open, setOpen] = useState(false);
  const sorted = [...shares].sort((a, b) => changeOf(b) - changeOf(a));
  const shown = open ? sorted : sorted.slice(0, FOLDED);
  const changed = shares.filter((share) => changeOf(share) > 0).length;
  const spread = (side: "was" | "would", text: "turnsSpread" | "waitSpread") => {
    const ofTurns = text === "turnsSpread";
    const even = evennessOf(shares.map((share) => (ofTurns ? share[side].turns : share[side].minutesWaited)));
    const write = (n: number) => (ofTurns ? String(n) : hours(n));
    return t("spread", { least: write(even?.least ?? 0), most: write(even?.most ?? 0) });
  };
  return (
    <>
      <div role="status" className="flex flex-col gap-1">
        <p className="font-semibold text-[15px]">{t(changed === 0 ? "same" : "changed", { n: changed })}</p>
        {(["turnsSpread", "waitSpread"] as const).map((text) => (
          <p key={text} className="text-[14.5px]">
            {t(text, { was: spread("was", text), would: spread("would", text) })}
          </p>
        ))}
        <p className="text-[13px] text-muted">{t("played", { days, turns })}</p>
      </div>
      <table className="w-full border-collapse text-[14px]">
        <caption className="sr-only">{t("title")}</caption>
        <thead className="text-muted">
          <tr className="border-line border-b">
            <th scope="col" className="py-2 text-left font-semibold">
              {t("caddie")}
            </th>
            <th scope="col" className="py-2 pl-2 text-right font-semibold">
              {t("turns")}
            </th>
            <th scope="col" className="py-2 pl-2 text-right font-semibold">
              {t("waited")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((share) => {
            const { caddieId, name, was, would } = share;
            return (
              <tr key={caddieId} className="border-line border-t first:border-t-0">
                <th scope="row" className="max-w-0 w-full truncate py-2 text-left font-semibold">
                  {name}
                </th>
                <Cell was={String(was.turns)} would={String(would.turns)} />
                <Cell was={hours(was.minutesWaited)} would={hours(would.minutesWaited)} />
              </tr>
            );
          })}
        </tbody>
      </table>
      {sorted.length > FOLDED && !open ? (
        <Button className="self-start" onClick={() => setOpen(true)}>
          {t("all", { n: sorted.length })}
        </Button>
      ) : null}
    </>
  );
}

function Cell({ was, would }: { was: string; would: string }) {
  const t = useTranslations("simulations");
  return (
    <td className="numeral whitespace-nowrap py-2 pl-3 text-right text-[15px]">
      {was === would ? (
        <span className="text-muted">{was}</span>
      ) : (
        <span className="font-semibold">{t("wasWould", { was, would })}</span>
      )}
    </td>
  );
}
