import { route } from "@/lib/http/route";
import { openRollCall } from "@/lib/roll-calls/commands";
import { listRollCallsInput, openRollCallInput } from "@/lib/roll-calls/contract";
import { listRollCalls } from "@/lib/roll-calls/queries";

export const GET = route({
  input: listRollCallsInput,
  query: ({ list }, { db, actor }) => listRollCalls(db, actor, list),
});
export const POST = route({ input: openRollCallInput, command: openRollCall, success: 201 });
