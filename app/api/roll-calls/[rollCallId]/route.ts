import { route } from "@/lib/http/route";
import { rollCallInput } from "@/lib/roll-calls/contract";
import { rollOf } from "@/lib/roll-calls/queries";

export const GET = route({
  input: rollCallInput,
  query: ({ rollCallId }, { db, actor }) => rollOf(db, actor, rollCallId),
});
