import { route } from "@/lib/http/route";
import { explainPlaceInput } from "@/lib/places/contract";
import { explainPlace } from "@/lib/places/queries";

export const GET = route({
  input: explainPlaceInput,
  query: (input, { db, actor }) => explainPlace(db, actor, input),
});
