"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { useChangeRules } from "@/hooks/use-change-rules";
import { ABSENT_PLACES, LATE_PLACES, ORDER_MODES, RETURN_PLACES, type Rules } from "@/lib/rules/vocabulary";
import type { ListView } from "../caddies/board-view";
import { ConflictNotice } from "../organizations/conflict-notice";
import { SaveBar } from "../organizations/save-bar";
import { LivePageFrame } from "../shell/live-page-frame";
import { SimulationCard } from "../simulations/simulation-card";
import { Card } from "../ui/card";
import { Choice } from "../ui/choice";
import { useDraft } from "../ui/use-draft";
import { MinutesField, RuleSelect, TimeField } from "./rule-fields";
import { RulesEffect } from "./rules-effect";
import { useRuleTexts } from "./use-rule-texts";

/** The rules of one list; follows what other admins do, and says before saving what it would change. */
export function RulesForm({ list, live, above }: { list: ListView; live: Rules; above: ReactNode }) {
  const t = useTranslations("listRules");
  const club = useTranslations("club");
  const texts = useRuleTexts();
  const save = useChangeRules();
  const { fields, touched, conflicts, changes, change, drop } = useDraft<Rules>(live);
  const [outcome, setOutcome] = useState<"saved" | "refused" | "unreachable" | null>(null);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (touched.length === 0) return;
    setBusy(true);
    setOutcome(null);
    const answer = await save(list.number, changes);
    setBusy(false);
    setWrong(answer.ok ? [] : (answer.problem.errors ?? []).map(({ path }) => path));
    if (answer.ok) drop(...touched);
    setOutcome(
      answer.ok
        ? "saved"
        : answer.problem.status >= 400 && answer.problem.status < 500
          ? "refused"
          : "unreachable",
    );
  }

  function edit<F extends keyof Rules>(field: F) {
    return (value: Rules[F]) => {
      setOutcome(null);
      change(field, value);
    };
  }
  const conflictOf = (field: keyof Rules) =>
    conflicts.includes(field) ? (
      <ConflictNotice by={null} theirs={texts.endOf(live, field)} onTake={() => drop(field)} />
    ) : null;
  /** A rule as a sentence: the beginning is the label, its end is chosen. */
  const sentence = <F extends keyof Rules>(field: F, options: readonly Rules[F][], help?: string) => (
    <>
      <RuleSelect
        label={t(texts.labelOf(field))}
        help={help}
        value={fields[field]}
        options={options}
        textOf={(value) => texts.endOf({ ...fields, [field]: value }, field)}
        onChange={edit(field)}
      />
      {conflictOf(field)}
    </>
  );
  const minutes = (holes: 9 | 18) => (
    <MinutesField
      label={t("round", { n: holes })}
      value={fields.expectedMinutes[holes]}
      error={wrong.some((path) => path.startsWith("expectedMinutes")) ? t("minutesBad") : null}
      onChange={(n) => edit("expectedMinutes")({ ...fields.expectedMinutes, [holes]: n })}
    />
  );

  return (
    <LivePageFrame
      title={t("title")}
      subtitle={t("subtitle")}
      footer={
        touched.length > 0 ? <SaveBar form="rules" busy={busy} onDiscard={() => drop(...touched)} /> : null
      }
    >
      <form id="rules" noValidate onSubmit={submit} className="mx-auto flex max-w-4xl flex-col pt-1">
        {above}
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title={t("day")}>
            {sentence("orderMode", ORDER_MODES, texts.orderHelpOf(fields))}
            <TimeField
              label={t("callAt")}
              help={t(fields.callAt === null ? "callAtNone" : "callAtHelp")}
              value={fields.callAt}
              onChange={edit("callAt")}
            />
            {conflictOf("callAt")}
            {fields.callAt === null ? null : sentence("lateTo", LATE_PLACES)}
            {sentence("absentTo", ABSENT_PLACES)}
          </Card>
          <Card title={t("turns")}>
            {sentence("returnTo", RETURN_PLACES, t("returnToHelp"))}
            {sentence("maxTurnsPerDay", [null, 1, 2, 3, 4])}
            <div className="grid grid-cols-2 gap-3">
              {minutes(9)}
              {minutes(18)}
            </div>
            {conflictOf("expectedMinutes")}
          </Card>
          <Card title={t("calling")}>
            <Choice
              label={t("callsFirst")}
              value={fields.callsFirst ? "calls" : "sends"}
              options={(["sends", "calls"] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(value) => edit("callsFirst")(value === "calls")}
            />
            {conflictOf("callsFirst")}
            {sentence("skipTo", [...BACK, "end"])}
            {sentence("noShowTo", ["end", "absent", ...BACK])}
          </Card>
          <RulesEffect list={list} changes={changes} />
        </div>
        <p role="status" className="mt-4 font-semibold text-[14px] text-free empty:hidden">
          {outcome === "saved" ? t("saved") : ""}
        </p>
        <p role="alert" className="mt-4 font-medium text-[14px] text-danger empty:hidden">
          {outcome === null || outcome === "saved" ? "" : club(outcome)}
        </p>
      </form>
      <div className="mx-auto max-w-4xl pt-4">
        <SimulationCard list={list.number} changes={changes} />
      </div>
    </LivePageFrame>
  );
}

const BACK = [1, 2, 3, 5, 10].map((places) => ({ places }));
