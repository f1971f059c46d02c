import type { DeviceMemory } from "./device-memory";
import type { PageScope } from "./socket-context";

type Page = Pick<PageScope, "board" | "client">;

/** A board that changes with every tap is written at most this often, and when the page is put away. */
const WRITE_MS = 5_000;

/**
 * Shows the last board of this device where the page came with an older one or none, always with its age, and from then on
 * keeps the board as the server tells it. Returns the function that ends it.
 */
export async function keepBoard(memory: DeviceMemory, { board, client }: Page): Promise<() => void> {
  const kept = await memory.board();
  if (kept && client.getState().phase !== "live" && board.recall(kept.cache)) client.recall(kept.at);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const { lastSyncAt } = client.getState();
    const { cache } = board;
    if (cache && lastSyncAt !== null)
      // A device without room keeps the older one, which says how old it is.
      void memory.keepBoard({ cache, at: lastSyncAt }).catch(() => undefined);
  };
  const later = () => {
    timer ??= setTimeout(write, WRITE_MS);
  };
  const hidden = () => {
    if (document.visibilityState === "hidden") write();
  };
  const ends = [board.stored.subscribe(later), client.onState(later)];
  document.addEventListener("visibilitychange", hidden);
  window.addEventListener("pagehide", write);
  return () => {
    for (const end of ends) end();
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", hidden);
    window.removeEventListener("pagehide", write);
  };
}
