import { Megaphone } from "lucide-react";
import type { WallState } from "@/lib/walls/contract";
import { useWallListName } from "./use-shown-text";

const EACH_SECONDS = 10;

/** What the club has to say to all, one after the other. */
export function WallAnnouncement({
  state: { announcements, lists },
  seconds,
}: {
  state: WallState;
  seconds: number;
}) {
  const listName = useWallListName();
  const shown = announcements[Math.floor(seconds / EACH_SECONDS) % Math.max(1, announcements.length)];
  if (!shown) return null;
  const list = lists.length > 1 ? lists.find(({ number }) => number === shown.listNumber) : undefined;
  return (
    <aside key={shown.key} className={shown.urgent ? "wall-said is-urgent" : "wall-said"}>
      <Megaphone aria-hidden="true" />
      <p className="small">{list ? `${listName(list)} · ${shown.text}` : shown.text}</p>
    </aside>
  );
}
