import { Circle } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CLOCK } from "@/lib/i18n/times";
import type { WallList, WallState } from "@/lib/walls/contract";
import { useShownText } from "./use-shown-text";

/** The first five of the queue, and under them who went out last. */
export function WallNext({ list, privacy }: { list: WallList; privacy: WallState["club"]["privacy"] }) {
  const t = useTranslations("wall");
  const format = useFormatter();
  const shown = useShownText(privacy);
  const { next, waiting, last } = list;
  const time = (at: string) => format.dateTime(new Date(at), CLOCK);
  return (
    <section className="wall-next panel">
      <h2 className="small label is-free">
        <Circle aria-hidden="true" fill="currentColor" />
        <span>{t("next")}</span>
        {waiting > next.length ? <span className="part">{t("inAll", { n: waiting })}</span> : null}
      </h2>
      {next.length === 0 ? (
        <div className="empty">
          <p className="mid">{t("nobodyWaits")}</p>
          <p className="small muted">{t("nobodyWaitsHelp")}</p>
        </div>
      ) : (
        <ol>
          {next.map(({ key, text }, i) => (
            <li key={key}>
              <span className="mid place" aria-hidden="true">
                {i + 1}
              </span>
              <span className="mid name">{shown(text)}</span>
            </li>
          ))}
        </ol>
      )}
      {last.length > 0 ? (
        <p className="small muted last">
          {t("last", { names: last.map(({ text, at }) => `${shown(text)} ${time(at)}`).join(" · ") })}
        </p>
      ) : null}
    </section>
  );
}
