"use client";
import { CalendarX2, FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type SimulationAsked, useSimulation } from "@/hooks/use-simulation";
import { addDays } from "@/lib/i18n/days";
import type { Rules } from "@/lib/rules/vocabulary";
import { SIMULATED_DAYS } from "@/lib/simulations/vocabulary";
import { useToday } from "../figures/use-range";
import { HistoryFailed, RowsComing } from "../history/query-states";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { SelectField, TextField } from "../ui/field";
import { Notice } from "../ui/notice";
import { SimulationResult } from "./simulation-result";

const LENGTHS = [1, 7, SIMULATED_DAYS];

/** Plays past days of a list again by the rules on the screen, saved or not. */
export function SimulationCard({ list, changes }: { list: number; changes: Partial<Rules> }) {
  const t = useTranslations("simulations");
  const today = useToday();
  const [days, setDays] = useState(7);
  const [to, setTo] = useState(addDays(today, -1));
  const [asked, setAsked] = useState<SimulationAsked | null>(null);
  const query = useSimulation(asked);
  const isStale = asked !== null && JSON.stringify(asked.changes) !== JSON.stringify(changes);
  return (
    <Card title={t("title")}>
      <p className="text-[14px] text-muted">{t("help")}</p>
      <div className="grid grid-cols-2 items-end gap-3 md:grid-cols-3">
        <SelectField
          label={t("length")}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {LENGTHS.map((n) => (
            <option key={n} value={n}>
              {t("days", { n })}
            </option>
          ))}
        </SelectField>
        <TextField
          type="date"
          label={t("to")}
          value={to}
          max={today}
          onChange={(event) => {
            if (event.target.value !== "") setTo(event.target.value);
          }}
        />
        <Button
          size="medium"
          className="col-span-2 md:col-span-1"
          disabled={query.isFetching}
          onClick={() => setAsked({ list, from: addDays(to, 1 - days), to, changes })}
        >
          <FlaskConical size={18} aria-hidden="true" />
          {t("play")}
        </Button>
      </div>
      {asked === null ? null : (
        <div className="flex flex-col gap-3">
          {isStale ? (
            <p role="status" className="font-semibold text-[14px] text-called">
              {t("stale")}
            </p>
          ) : null}
          {query.isError ? (
            <HistoryFailed onRetry={() => void query.refetch()} />
          ) : !query.data ? (
            <RowsComing />
          ) : query.data.turns === 0 ? (
            <Notice
              icon={CalendarX2}
              title={t(query.data.days === 0 ? "noDays" : "noTurns")}
              help={t("noDaysHelp")}
            />
          ) : (
            <SimulationResult answer={query.data} />
          )}
        </div>
      )}
      <p className="text-[13px] text-muted">{t("assumes")}</p>
    </Card>
  );
}
