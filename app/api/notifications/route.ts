import { route } from "@/lib/http/route";
import { listNoticesInput } from "@/lib/notices/contract";
import { listNotices } from "@/lib/notices/queries";

export const GET = route({
  input: listNoticesInput,
  query: (input, { db, actor }) => listNotices(db, actor, input),
});
