import { WifiOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { spanText } from "@/lib/i18n/span-texts";
import { ageSpan, CLOCK } from "@/lib/i18n/times";

/** Over everything, in the largest letters: nobody may take what stands below for now. */
export function WallStale({ ageMs, asOf }: { ageMs: number; asOf: string }) {
  const t = useTranslations("wall");
  const times = useTranslations("time");
  const format = useFormatter();
  return (
    <section className="wall-stale">
      {/* Said once when it appears; the age below counts on in silence. */}
      <div role="alert">
        <h2 className="mid">
          <WifiOff aria-hidden="true" />
          <span>{t("stale")}</span>
        </h2>
      </div>
      <p className="big">{t("staleAge", { age: spanText(times, ageSpan(ageMs)) })}</p>
      <p className="small">{t("staleHelp", { time: format.dateTime(new Date(asOf), CLOCK) })}</p>
    </section>
  );
}
