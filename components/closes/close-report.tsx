"use client";
import { LockOpen, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useCloseDay } from "@/hooks/use-closes";
import type { Close } from "@/lib/closes/contract";
import { useListName } from "../caddies/use-list-name";
import { useHours } from "../figures/use-hours";
import { PageLink } from "../shell/page-link";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { useDayTexts } from "./use-day-texts";

/** As the server takes it. */
const REASON_LENGTH = 200;

/** What one close found and did, by whom, and what became of it. */
export function CloseReport({ close, isLatest }: { close: Close; isLatest: boolean }) {
  const t = useTranslations("closes");
  const texts = useDayTexts();
  const closeDay = useCloseDay();
  const [opening, setOpening] = useState(false);
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState(false);
  const { report, state, day } = close;
  const isOpen = state === "reopened";

  async function send(because?: string) {
    const problem = await closeDay(day, because);
    setFailed(problem !== null);
    if (problem === null) setOpening(false);
  }

  return (
    <article className="rounded-card border border-line bg-surface p-4" data-day={day}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold text-[16px] first-letter:uppercase">{texts.day(day)}</h3>
        <p className={isOpen ? "font-semibold text-[13px] text-called" : "text-[13px] text-muted"}>
          {isOpen
            ? t("reopened")
            : t(close.automatic ? "automatic" : "byHand", {
                time: texts.clock(close.closesAt),
                name: close.by.name,
              })}
        </p>
      </div>
      <Totals close={close} />
      {report.forgotten.length > 0 ? <Forgotten close={close} /> : null}
      <Trace close={close} />
      {isLatest && isOpen ? (
        <Button kind="main" size="medium" className="mt-3 w-full" onClick={() => void send()}>
          {t("closeAgain")}
        </Button>
      ) : isLatest && !opening ? (
        <Button kind="quiet" className="-ml-3 mt-2 text-brand!" onClick={() => setOpening(true)}>
          <LockOpen size={16} aria-hidden="true" />
          {t("reopen")}
        </Button>
      ) : isLatest ? (
        <form
          className="mt-3 flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== "") void send(reason);
          }}
        >
          <div className="min-w-48 flex-1">
            <TextField
              label={t("reason")}
              value={reason}
              maxLength={REASON_LENGTH}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <Button type="submit" kind="main" size="medium" disabled={reason.trim() === ""}>
            {t("reopen")}
          </Button>
          <Button size="medium" onClick={() => setOpening(false)}>
            {t("cancel")}
          </Button>
        </form>
      ) : null}
      <p role="alert" className="mt-2 font-medium text-[14px] text-danger empty:hidden">
        {failed ? t("unreachable") : ""}
      </p>
    </article>
  );
}

function Totals({ close: { report } }: { close: Close }) {
  const t = useTranslations("closes");
  const hours = useHours();
  const turns = report.turns9 + report.turns18 + report.turnsOther;
  const facts = [
    [t("turns"), `${turns}`],
    [t("caddies"), `${report.caddies}`],
    [t("minutesOut"), hours(report.minutesOut)],
    [t("minutesWaited"), hours(report.minutesWaited)],
  ];
  return (
    <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-col justify-between">
          <dt className="text-[12.5px] text-muted">{name}</dt>
          <dd className="numeral font-semibold text-[18px]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Forgotten({ close: { report } }: { close: Close }) {
  const t = useTranslations("closes");
  const texts = useDayTexts();
  const listName = useListName();
  return (
    <div className="mt-3 rounded-control bg-called-soft p-3">
      <p className="flex items-center gap-2 font-semibold text-[14px] text-called">
        <TriangleAlert size={16} aria-hidden="true" className="shrink-0" />
        {t("forgotten", { n: report.forgotten.length })}
      </p>
      <ul>
        {report.forgotten.map(({ turnId, caddieId, name, listNumber, startedAt }) => (
          <li key={turnId} className="text-[14px]">
            <PageLink
              href={`/caddies/${caddieId}`}
              className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
            >
              {name}
            </PageLink>
            {` · ${listName(listNumber)} · ${t("outSince", { time: texts.clock(startedAt) })}`}
          </li>
        ))}
      </ul>
      <p className="text-[13px]">{t("forgottenHelp")}</p>
    </div>
  );
}

/** Only what a first close did not say already. */
function Trace({ close: { trace } }: { close: Close }) {
  const t = useTranslations("closes");
  const texts = useDayTexts();
  if (trace.length < 2) return null;
  return (
    <ol aria-label={t("trace")} className="mt-3 border-line border-t pt-2 text-[13px] text-muted">
      {trace.map(({ step, by, at, reason }) => (
        <li key={`${step} ${at}`}>
          {t(step === "closed" ? "stepClosed" : "stepReopened", { name: by.name, time: texts.moment(at) })}
          {reason ? ` · «${reason}»` : ""}
        </li>
      ))}
    </ol>
  );
}
