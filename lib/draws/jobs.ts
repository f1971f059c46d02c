import { runCommand } from "../commands";
import type { Db } from "../db/client";
import { isAppError } from "../http/problem";
import { standIn } from "../users/jobs";
import { settleDraw } from "./commands";
import { dueDraws } from "./queries";

/** Runs the draws whose hour has come, each in the name of who promised it. Twice does it once. @returns how many */
export async function runDueDraws(db: Db, now: Date): Promise<number> {
  let run = 0;
  for (const { drawId, userId } of await dueDraws(db, now)) {
    try {
      await runCommand(settleDraw, { drawId }, await standIn(db, userId), { success: 200, now });
      run++;
    } catch (error) {
      // Somebody was faster, or gave it up meanwhile.
      if (!isAppError(error)) throw error;
    }
  }
  return run;
}
