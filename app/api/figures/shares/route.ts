import { sharesInput } from "@/lib/figures/contract";
import { sharesOf } from "@/lib/figures/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: sharesInput,
  query: (input, { db, actor }) => sharesOf(db, actor, input, new Date()),
});
