"use client";
import { Check, CircleSlash, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Outcome } from "@/hooks/send-keyed";
import { useAbsenceChanges } from "@/hooks/use-absences";
import { useSession } from "@/hooks/use-session";
import type { Absence } from "@/lib/absences/contract";
import { canCancelAbsence } from "@/lib/absences/policy";
import { Button } from "../ui/button";
import { ReasonSheet } from "../ui/reason-sheet";
import { useAbsenceTexts } from "./absence-texts";

/** What the viewer may do with one: answer it, take it back, end it. */
export function AbsenceActions({ absence }: { absence: Absence }) {
  const t = useTranslations("absences");
  const menu = useTranslations("menu");
  const { user } = useSession();
  const { answer, cancel } = useAbsenceChanges();
  const { troubleOf } = useAbsenceTexts();
  const [asking, setAsking] = useState<"refuse" | "end" | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const master = user.role === "ADMIN";
  const { id, caddieName: name } = absence;

  async function act(work: Promise<Outcome<Absence>>): Promise<string | null> {
    setBusy(true);
    const outcome = await work;
    setBusy(false);
    const said = outcome.ok ? null : troubleOf(outcome.problem);
    setTrouble(said);
    return said;
  }

  return (
    <>
      {master && absence.state === "requested" ? (
        <>
          <Button
            kind="main"
            disabled={busy}
            onClick={() => act(answer(id, true))}
            aria-label={t("approveNamed", { name })}
          >
            <Check size={18} aria-hidden="true" />
            {t("approve")}
          </Button>
          <Button
            disabled={busy}
            aria-haspopup="dialog"
            onClick={() => setAsking("refuse")}
            aria-label={t("refuseNamed", { name })}
          >
            <X size={18} aria-hidden="true" />
            {t("refuse")}
          </Button>
        </>
      ) : canCancelAbsence(user, absence) ? (
        <Button
          disabled={busy}
          aria-haspopup={master ? "dialog" : undefined}
          onClick={() => (master ? setAsking("end") : act(cancel(id)))}
        >
          <CircleSlash size={18} aria-hidden="true" />
          {t(absence.startedAt ? "end" : "cancel")}
        </Button>
      ) : null}
      <p role="alert" className="self-center font-medium text-[14px] text-danger empty:hidden">
        {trouble}
      </p>
      {asking ? (
        <ReasonSheet
          title={t(asking === "refuse" ? "refuseTitle" : "endTitle", { name })}
          label={menu("reason")}
          help={t("answerHelp")}
          missing={asking === "refuse" ? t("reasonMissing") : undefined}
          submitLabel={t(asking === "refuse" ? "refuse" : absence.startedAt ? "end" : "cancel")}
          closeLabel={menu("close")}
          onClose={() => setAsking(null)}
          onSubmit={(reason) =>
            act(asking === "refuse" ? answer(id, false, reason) : cancel(id, reason || undefined))
          }
        />
      ) : null}
    </>
  );
}
