"use client";
import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useAbsenceChanges } from "@/hooks/use-absences";
import { useNow } from "@/hooks/use-now";
import { ABSENCE_KINDS, ABSENCE_REASON_LENGTH, type AbsenceKind } from "@/lib/absences/vocabulary";
import { localTime } from "@/lib/i18n/times";
import type { ListView } from "../caddies/board-view";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { SelectField, TextField } from "../ui/field";
import { Sheet } from "../ui/sheet";
import { Spinner } from "../ui/spinner";
import { useAbsenceTexts } from "./absence-texts";

type Field = "caddieId" | "startsOn" | "endsOn" | "reason";

/**
 * Asks for a permission, or enters what the master decides. What was typed stays until it is done.
 * @param lists those to choose somebody from; without them it is the viewer himself who asks
 */
export function AbsenceForm({ lists, onClose }: { lists?: readonly ListView[]; onClose: () => void }) {
  const t = useTranslations("absences");
  const menu = useTranslations("menu");
  const { add } = useAbsenceChanges();
  const { troubleOf } = useAbsenceTexts();
  const today = localTime(useNow(60_000), useTimeZone() ?? "UTC").day;
  const [kind, setKind] = useState<AbsenceKind>("permission");
  const [caddieId, setCaddieId] = useState("");
  const [startsOn, setStartsOn] = useState("");
  const [endsOn, setEndsOn] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState<readonly Field[]>([]);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const last = endsOn || startsOn;
    const found: (Field | false)[] = [
      lists !== undefined && caddieId === "" && "caddieId",
      (startsOn === "" || startsOn < today) && "startsOn",
      last < startsOn && "endsOn",
      reason.trim() === "" && "reason",
    ];
    const bad = found.filter((field) => field !== false);
    setWrong(bad);
    setTrouble(null);
    if (bad.length > 0) return;
    setBusy(true);
    const input = { kind, startsOn, endsOn: last, reason: reason.trim() };
    const outcome = await add({ ...input, ...(lists && { caddieId }) });
    setBusy(false);
    if (outcome.ok) return onClose();
    const named = (outcome.problem.errors ?? []).map(({ path }) => path as Field);
    setWrong(named);
    if (named.length === 0) setTrouble(troubleOf(outcome.problem));
  }

  const error = (field: Field, text: string) => (wrong.includes(field) ? text : null);
  return (
    <Sheet title={t(lists ? "enter" : "ask")} closeLabel={menu("close")} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {lists ? (
          <>
            <Choice
              label={t("kind")}
              value={kind}
              options={ABSENCE_KINDS.map((value) => ({ value, label: t(value) }))}
              onChange={setKind}
            />
            <SelectField
              label={t("whose")}
              value={caddieId}
              error={error("caddieId", t("whoseMissing"))}
              onChange={(event) => setCaddieId(event.target.value)}
            >
              <option value="">{t("choose")}</option>
              {lists.map((list) => (
                <optgroup key={list.number} label={list.name}>
                  {[...list.queue, ...list.out, ...list.away]
                    .map(({ caddie }) => caddie)
                    .sort((a, b) => a.name.localeCompare(b.name, "es"))
                    .map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </SelectField>
          </>
        ) : null}
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            type="date"
            label={t("from")}
            min={today}
            value={startsOn}
            error={error("startsOn", t("fromBad"))}
            onChange={(event) => setStartsOn(event.target.value)}
          />
          <TextField
            type="date"
            label={t("to")}
            help={t("toHelp")}
            min={startsOn || today}
            value={endsOn}
            error={error("endsOn", t("toBad"))}
            onChange={(event) => setEndsOn(event.target.value)}
          />
        </div>
        <TextField
          label={menu("reason")}
          help={t(lists ? "reasonHelpMaster" : "reasonHelp")}
          maxLength={ABSENCE_REASON_LENGTH}
          value={reason}
          error={error("reason", t("reasonMissing"))}
          onChange={(event) => setReason(event.target.value)}
        />
        <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
          {trouble}
        </p>
        <Button kind="main" size="medium" type="submit" disabled={busy}>
          {busy ? <Spinner /> : null}
          {t(lists ? "enterSubmit" : "askSubmit")}
        </Button>
      </form>
    </Sheet>
  );
}
