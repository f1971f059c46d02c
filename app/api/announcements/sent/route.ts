import { listSentInput } from "@/lib/announcements/contract";
import { sentAnnouncements } from "@/lib/announcements/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: listSentInput,
  query: (input, { db, actor }) => sentAnnouncements(db, actor, input),
});
