import { figuresInput } from "@/lib/figures/contract";
import { figuresOf } from "@/lib/figures/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: figuresInput,
  query: (input, { db, actor }) => figuresOf(db, actor, input, new Date()),
});
