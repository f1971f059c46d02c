import type * as z from "zod";
import { undoChange } from "./caddies/commands";
import type { CommandContext } from "./commands";
import { markCaddie } from "./roll-calls/commands";
import type { markCaddieInput } from "./roll-calls/contract";

/** The roll call and the board together: a mark that is corrected takes back what it did there. ADMIN. */
export const markName = (input: z.infer<typeof markCaddieInput>, ctx: CommandContext) =>
  markCaddie(input, ctx, (caddieId) => undoChange({ caddieId }, ctx));
