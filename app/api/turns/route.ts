import { startTurn } from "@/lib/caddies/commands";
import { listTurnsInput } from "@/lib/caddies/contract";
import { listTurns } from "@/lib/caddies/queries";
import { startTurnInput } from "@/lib/dispatches/contract";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listTurnsInput,
  query: (input, { db, actor }) => listTurns(db, actor, input),
});
export const POST = route({ input: startTurnInput, command: startTurn, success: 201 });
