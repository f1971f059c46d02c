"use client";
import { CalendarCheck, CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useAbsences } from "@/hooks/use-absences";
import { useSession } from "@/hooks/use-session";
import type { Absence } from "@/lib/absences/contract";
import { useLists } from "../caddies/use-lists";
import { DayTabs } from "../shell/day-tabs";
import { LivePageFrame } from "../shell/live-page-frame";
import { Button } from "../ui/button";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { AbsenceActions } from "./absence-actions";
import { AbsenceForm } from "./absence-form";
import { AbsenceRow } from "./absence-row";

/** `/permisos`: a caddie asks and reads the answer; the master answers, and enters what he decides. */
export function AbsencesPage() {
  const t = useTranslations("absences");
  const caddie = useTranslations("caddie");
  const { user } = useSession();
  const master = user.role === "ADMIN";
  const lists = useLists();
  const query = useAbsences();
  const [asking, setAsking] = useState(false);
  const all = query.data ?? [];
  // Whoever waits for an answer waits longest with the nearest day.
  const asked = all.filter(({ state }) => state === "requested").reverse();
  const current = all.filter(({ state }) => state === "approved").reverse();
  const past = all.filter(({ state }) => state !== "requested" && state !== "approved");
  const mayAsk = master || user.caddieId !== null;

  const ask = (className: string) => (
    <Button
      kind="main"
      size="medium"
      aria-haspopup="dialog"
      className={className}
      onClick={() => setAsking(true)}
    >
      <CalendarPlus size={18} aria-hidden="true" />
      {t(master ? "enter" : "ask")}
    </Button>
  );
  return (
    <LivePageFrame
      title={t("title")}
      subtitle={t(master ? "subtitleMaster" : "subtitle")}
      tools={mayAsk ? ask("max-lg:hidden") : undefined}
      footer={
        mayAsk ? (
          <div className="border-line border-t bg-surface px-4 py-2 lg:hidden">{ask("w-full")}</div>
        ) : undefined
      }
    >
      <div className="mx-auto flex max-w-3xl flex-col gap-5 pt-1">
        <DayTabs />
        {query.isPending ? (
          <Bones />
        ) : query.isError && query.data === undefined ? (
          <LoadFailed
            title={t("failed")}
            help={t("failedHelp")}
            retry={caddie("retry")}
            onRetry={() => void query.refetch()}
          />
        ) : all.length === 0 ? (
          <Notice
            icon={CalendarCheck}
            title={t("none")}
            help={t(master ? "noneHelpMaster" : "noneHelp")}
            roomy
          />
        ) : (
          <>
            <Part title={t("asked", { n: asked.length })} absences={asked} master={master} />
            <Part title={t("current", { n: current.length })} absences={current} master={master} />
            <Part title={t("past")} absences={past} master={master} />
          </>
        )}
      </div>
      {asking ? <AbsenceForm lists={master ? lists : undefined} onClose={() => setAsking(false)} /> : null}
    </LivePageFrame>
  );
}

function Part({
  title,
  absences,
  master,
}: {
  title: string;
  absences: readonly Absence[];
  master: boolean;
}): ReactNode {
  if (absences.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="px-1 pb-2 font-semibold text-[17px]">{title}</h2>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {absences.map((absence) => (
          <AbsenceRow key={absence.id} absence={absence} withName={master}>
            {absence.state === "requested" || absence.state === "approved" ? (
              <AbsenceActions absence={absence} />
            ) : null}
          </AbsenceRow>
        ))}
      </ul>
    </section>
  );
}

function Bones() {
  return (
    <div className="flex flex-col gap-3 rounded-card border border-line bg-surface p-5">
      <Bone className="h-5 w-48" />
      <Bone className="h-4 w-64" />
      <Bone className="h-11 w-40" />
    </div>
  );
}
