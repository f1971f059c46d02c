"use client";
import { CircleSlash, Dices, Timer } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useDrawChanges } from "@/hooks/use-draws";
import { useNow } from "@/hooks/use-now";
import type { Draw } from "@/lib/draws/contract";
import { CLOCK } from "@/lib/i18n/times";
import { Button } from "../ui/button";
import { ReasonSheet } from "../ui/reason-sheet";
import { Spinner } from "../ui/spinner";
import { useDrawTrouble } from "./use-draw-trouble";

/** What is to be said and done about the draw of the day: run it, wait for its hour, give it up. */
export function OpenDraw({ draw, master }: { draw: Draw; master: boolean }) {
  const t = useTranslations("draws");
  const menu = useTranslations("menu");
  const format = useFormatter();
  const now = useNow(5_000);
  const { run, cancel } = useDrawChanges();
  const troubleOf = useDrawTrouble();
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const waits = draw.state === "committed";
  const early = draw.runsAt !== null && Date.parse(draw.runsAt) > now;

  async function draws() {
    setBusy(true);
    const outcome = await run(draw.id);
    setBusy(false);
    setTrouble(outcome.ok ? null : troubleOf(outcome.problem));
  }

  return (
    <>
      {waits ? (
        <p className="text-[14.5px]">
          {draw.runsAt
            ? t(early ? "runsAt" : "runsNow", {
                time: format.dateTime(new Date(draw.runsAt), { weekday: "long", ...CLOCK }),
              })
            : t("promised")}
        </p>
      ) : null}
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {trouble}
      </p>
      {master ? (
        <div className="flex flex-wrap gap-2">
          {waits && draw.runsAt === null ? (
            <Button kind="main" size="large" disabled={busy} onClick={draws} className="flex-1 sm:flex-none">
              {busy ? <Spinner /> : <Dices size={20} aria-hidden="true" />}
              {t("run")}
            </Button>
          ) : null}
          {waits && draw.runsAt !== null ? (
            <span className="inline-flex min-h-11 items-center gap-2 font-semibold text-[14px] text-called">
              <Timer size={18} aria-hidden="true" />
              {t("byItself")}
            </span>
          ) : null}
          <Button
            kind="danger"
            size={waits ? "large" : "small"}
            aria-haspopup="dialog"
            onClick={() => setAsking(true)}
          >
            <CircleSlash size={18} aria-hidden="true" />
            {t(waits ? "cancel" : "annul")}
          </Button>
        </div>
      ) : null}
      {asking ? (
        <ReasonSheet
          title={t(waits ? "cancelTitle" : "annulTitle")}
          label={menu("reason")}
          help={t(waits ? "cancelHelp" : "annulHelp")}
          missing={t("reasonMissing")}
          closeLabel={menu("close")}
          submitLabel={t(waits ? "cancelSubmit" : "annulSubmit")}
          onClose={() => setAsking(false)}
          onSubmit={async (reason) => {
            const outcome = await cancel(draw.id, reason);
            return outcome.ok ? null : troubleOf(outcome.problem);
          }}
        />
      ) : null}
    </>
  );
}
