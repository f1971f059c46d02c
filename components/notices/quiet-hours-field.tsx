"use client";
import { useTranslations } from "next-intl";
import type { QuietHours } from "@/lib/notices/vocabulary";
import { Choice } from "../ui/choice";
import { TextField } from "../ui/field";

const FIRST: QuietHours = { from: "20:00", to: "05:00" };

/** When nothing may sound: as proposed, never, or from when to when. */
export function QuietHoursField({
  chosen,
  proposed,
  byClub,
  onChange,
}: {
  /** undefined: as proposed; null: none. */
  chosen: QuietHours | null | undefined;
  proposed: QuietHours | null;
  byClub: string;
  onChange: (quiet: QuietHours | null | undefined) => void;
}) {
  const t = useTranslations("noticeSettings");
  const value = chosen === undefined ? "proposed" : chosen === null ? "none" : "own";
  const span = (hours: QuietHours | null) => (hours ? t("quietSpan", { ...hours }) : t("quietNone"));
  return (
    <div className="flex flex-col gap-3">
      <Choice
        label={t("quiet")}
        value={value}
        options={[
          { value: "proposed", label: byClub },
          { value: "none", label: t("quietNone") },
          { value: "own", label: t("quietOwn") },
        ]}
        onChange={(next) =>
          onChange(next === "proposed" ? undefined : next === "none" ? null : (chosen ?? proposed ?? FIRST))
        }
      />
      {chosen ? (
        <div className="grid grid-cols-2 gap-3">
          {(["from", "to"] as const).map((end) => (
            <TextField
              key={end}
              type="time"
              label={t(end)}
              value={chosen[end]}
              onChange={({ target }) => {
                if (target.value) onChange({ ...chosen, [end]: target.value });
              }}
            />
          ))}
        </div>
      ) : null}
      <p className="text-[13px] text-muted">
        {value === "proposed" ? `${span(proposed)} · ` : ""}
        {t("quietHelp")}
      </p>
    </div>
  );
}
