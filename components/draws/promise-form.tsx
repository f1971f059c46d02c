"use client";
import { Lock } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useDrawChanges } from "@/hooks/use-draws";
import { momentIn } from "@/lib/i18n/times";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { TextField } from "../ui/field";
import { Spinner } from "../ui/spinner";
import { useDrawTrouble } from "./use-draw-trouble";

/** Promises a draw of a list: at once in hand, or for an hour at which it runs by itself. */
export function PromiseForm({ listNumber, people }: { listNumber: number; people: number }) {
  const t = useTranslations("draws");
  const timeZone = useTimeZone() ?? "UTC";
  const { commit } = useDrawChanges();
  const troubleOf = useDrawTrouble();
  const [when, setWhen] = useState<"hand" | "hour">("hand");
  const [hour, setHour] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = when === "hour";
    setMissing(wanted && hour === "");
    setTrouble(null);
    if (wanted && hour === "") return;
    setBusy(true);
    const outcome = await commit(listNumber, wanted ? momentIn(timeZone, hour).toISOString() : null);
    setBusy(false);
    if (!outcome.ok) setTrouble(troubleOf(outcome.problem));
  }

  return (
    <section className="rounded-card border border-line bg-surface p-4 md:p-5">
      <h2 className="font-semibold text-[17px]">{t("prepare")}</h2>
      <p className="mt-1 text-[14px] text-muted">{t("prepareHelp")}</p>
      {people < 2 ? (
        <p className="mt-3 font-semibold text-[14px]">{t("nobody")}</p>
      ) : (
        <form noValidate onSubmit={submit} className="mt-4 flex flex-col gap-4">
          <Choice
            label={t("when")}
            value={when}
            options={[
              { value: "hand", label: t("hand") },
              { value: "hour", label: t("hour") },
            ]}
            onChange={setWhen}
          />
          {when === "hour" ? (
            <TextField
              type="datetime-local"
              label={t("hourLabel")}
              help={t("hourHelp")}
              value={hour}
              error={missing ? t("hourMissing") : null}
              onChange={(event) => setHour(event.target.value)}
            />
          ) : null}
          <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
            {trouble}
          </p>
          <Button
            kind="main"
            size="large"
            type="submit"
            disabled={busy}
            className="max-sm:w-full sm:self-start"
          >
            {busy ? <Spinner /> : <Lock size={20} aria-hidden="true" />}
            {t("promise", { n: people })}
          </Button>
        </form>
      )}
    </section>
  );
}
