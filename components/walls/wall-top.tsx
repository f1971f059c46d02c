import { LandPlot, Volume2, VolumeX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { WallLook } from "@/hooks/wall-program";
import { agoText } from "@/lib/i18n/span-texts";
import { ageSpan, CLOCK } from "@/lib/i18n/times";
import type { WallList, WallState } from "@/lib/walls/contract";
import { useWallListName } from "./use-shown-text";

/** Whose board this is, whether it is of now, and the club's time. */
export function WallTop({
  look: { store, sound },
  state,
  list,
}: {
  look: WallLook;
  state: WallState;
  list: WallList | undefined;
}) {
  const t = useTranslations("wall");
  const times = useTranslations("time");
  const format = useFormatter();
  const listName = useWallListName();
  const { lists, club } = state;
  const age = agoText(times, ageSpan(store.ageMs ?? 0));
  const at = list ? lists.indexOf(list) + 1 : 0;
  return (
    <header className="wall-top">
      <span className="mark">
        <LandPlot aria-hidden="true" />
      </span>
      <h1 className="mid name">{list ? listName(list) : club.name}</h1>
      {list ? <p className="small muted club">{club.name}</p> : null}
      {lists.length > 1 ? <p className="small muted">{t("page", { n: at, total: lists.length })}</p> : null}
      <span className="rest" />
      {sound.state === "on" ? (
        <p className="small muted sounds">
          <Volume2 aria-hidden="true" />
          <span className="sr-only">{t("soundOn")}</span>
          {sound.hasVoice ? null : t("noVoice")}
        </p>
      ) : (
        // The first thing that a remote's OK finds.
        // biome-ignore lint/a11y/noAutofocus: the screen has no other control, and nobody with a keyboard or pointer.
        <button type="button" autoFocus className="small" onClick={() => void sound.enable()}>
          <VolumeX aria-hidden="true" />
          {t("sound")}
        </button>
      )}
      <p className={store.stale ? "small pill is-lost" : "small pill"}>
        <span aria-hidden="true" className="dot" />
        {t(store.stale ? "lost" : store.phase === "live" ? "live" : "polling")}
        <span className="age">{age}</span>
      </p>
      <time className="clock">{store.now ? format.dateTime(store.now, CLOCK) : ""}</time>
    </header>
  );
}
