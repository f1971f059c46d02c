import { pastDayInput } from "@/lib/history/contract";
import { pastDay } from "@/lib/history/queries";
import { route } from "@/lib/http/route";

export const GET = route({ input: pastDayInput, query: (input, { db, actor }) => pastDay(db, actor, input) });
