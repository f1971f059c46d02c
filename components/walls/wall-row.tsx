"use client";
import clsx from "clsx";
import { ChevronRight, CircleDashed, type LucideIcon, MonitorOff, MonitorPlay } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "@/hooks/use-now";
import { agoText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";
import type { ListedWall } from "@/lib/walls/contract";
import { useListName } from "../caddies/use-list-name";

type State = "online" | "offline" | "waiting" | "unpaired";
const LOOKS: Record<State, { icon: LucideIcon; colour: string }> = {
  online: { icon: MonitorPlay, colour: "text-free" },
  offline: { icon: MonitorOff, colour: "text-muted" },
  waiting: { icon: CircleDashed, colour: "text-called" },
  unpaired: { icon: MonitorOff, colour: "text-muted" },
};

function stateOf({ online, pairedAt, codeExpiresAt }: ListedWall, now: number): State {
  if (online) return "online";
  if (codeExpiresAt !== null && Date.parse(codeExpiresAt) > now) return "waiting";
  return pairedAt === null ? "unpaired" : "offline";
}

/** One screen: where it is, what it shows, whether it is on. */
export function WallRow({ wall, onOpen }: { wall: ListedWall; onOpen: () => void }) {
  const t = useTranslations("walls");
  const times = useTranslations("time");
  const now = useNow(60_000);
  const listName = useListName();
  const state = stateOf(wall, now);
  const { icon: Icon, colour } = LOOKS[state];
  const { name, lists, lastSeenAt } = wall;
  const seen =
    lastSeenAt === null
      ? t("never")
      : t("seen", { ago: agoText(times, waitingSpan(now - Date.parse(lastSeenAt))) });
  return (
    <li data-wall={name} className="border-line border-t first:border-t-0">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={t("open", { name })}
        aria-describedby={`wall-${wall.id}`}
        className="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-left hover:bg-sunken"
        onClick={onOpen}
      >
        <Icon size={22} aria-hidden="true" className={clsx("shrink-0", colour)} />
        <span id={`wall-${wall.id}`} className="min-w-0 flex-1 leading-[1.35]">
          <span className="block truncate font-semibold">{name}</span>
          <span className="block truncate text-[13px] text-muted">
            {lists === null ? t("all") : lists.map(listName).join(", ")}
          </span>
          <span className={clsx("block text-[13px]", colour)}>
            {t(state)}
            {state === "offline" ? ` · ${seen}` : ""}
          </span>
        </span>
        <ChevronRight size={18} aria-hidden="true" className="shrink-0 text-muted" />
      </button>
    </li>
  );
}
