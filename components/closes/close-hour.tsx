"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useClub } from "@/hooks/use-club";
import { useUpdateClub } from "@/hooks/use-update-club";
import { CLOCK_PATTERN } from "@/lib/i18n/days";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";

/** At which hour the clock closes the day; one field of the club's settings, where its effect is seen. */
export function CloseHour() {
  const t = useTranslations("closes");
  const { club } = useClub();
  const update = useUpdateClub();
  const [typed, setTyped] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<"saved" | "unreachable" | null>(null);
  const value = typed ?? club.closeAt;
  const wrong = !CLOCK_PATTERN.test(value);

  async function save() {
    const answer = await update({ closeAt: value });
    setOutcome(answer.ok ? "saved" : "unreachable");
    if (answer.ok) setTyped(null);
  }

  return (
    <section aria-label={t("hour")} className="rounded-card border border-line bg-surface p-5">
      <div className="flex items-end gap-3">
        <div className="flex-1">
          <TextField
            type="time"
            label={t("hour")}
            value={value}
            onChange={(event) => {
              setOutcome(null);
              setTyped(event.target.value.slice(0, 5));
            }}
          />
        </div>
        <Button size="medium" disabled={wrong || value === club.closeAt} onClick={save}>
          {t("save")}
        </Button>
      </div>
      <p className="mt-2 text-[13px] text-muted">{t("hourHelp")}</p>
      <p role="status" className="mt-1 font-semibold text-[14px] text-free empty:hidden">
        {outcome === "saved" ? t("saved") : ""}
      </p>
      <p role="alert" className="mt-1 font-medium text-[14px] text-danger empty:hidden">
        {outcome === "unreachable" ? t("unreachable") : ""}
      </p>
    </section>
  );
}
