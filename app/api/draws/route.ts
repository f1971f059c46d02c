import { commitDraw } from "@/lib/draws/commands";
import { commitDrawInput, listDrawsInput } from "@/lib/draws/contract";
import { listDraws } from "@/lib/draws/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listDrawsInput,
  query: (input, { db, actor }) => listDraws(db, actor, input),
});
export const POST = route({ input: commitDrawInput, command: commitDraw, success: 201 });
