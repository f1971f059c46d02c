import { systemClock } from "../lib/realtime/clock";
import { openDeviceMemory } from "./device-memory";
import { keepBoard } from "./kept-board";
import { OutboxSender } from "./outbox-sender";
import type { PageScope } from "./socket-context";

/** What keeps and sends for a page, on what its device keeps for this person. Never rejects. */
export async function openSender(owner: string, page: Pick<PageScope, "board" | "client" | "outbox">) {
  const memory = await openDeviceMemory(owner);
  const end = await keepBoard(memory, page);
  return { sender: new OutboxSender(page.outbox, memory.shelf, systemClock), end };
}
