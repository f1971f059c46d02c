import type { Imported, ImportUndone } from "../lib/imports/contract";
import type { ImportRow } from "../lib/imports/policy";
import { newOpId } from "./op-id";
import { sendKeyed } from "./send-keyed";
import { usePageScope } from "./socket-context";

/** Sends rows to the board, and takes them back by the key under which they went. Never throws. */
export function useImport() {
  const { client, board } = usePageScope();

  return {
    send: async (rows: readonly ImportRow[], allowRepeated: boolean) => {
      const importKey = newOpId();
      const outcome = await sendKeyed<Imported>(client, "/api/caddies/import", {
        method: "POST",
        body: { rows, allowRepeated },
        idempotencyKey: importKey,
      });
      look();
      return { importKey, outcome };
    },
    undo: async (importKey: string) => {
      const request = { method: "POST", body: { importKey } } as const;
      const outcome = await sendKeyed<ImportUndone>(client, "/api/caddies/import/undo", request);
      look();
      return outcome;
    },
  };

  /** While nobody tells the page, it looks by itself; should it not come through, the next poll does. */
  function look(): void {
    if (client.getState().phase !== "live") void board.refresh().catch(() => undefined);
  }
}
