import * as z from "zod";
import { route } from "@/lib/http/route";
import { chooseNotices } from "@/lib/notices/commands";
import { noticeChoicesSchema } from "@/lib/notices/contract";
import { settingsSnapshot } from "@/lib/notices/queries";

export const GET = route({
  input: z.strictObject({}),
  query: (_input, { db, actor }) => settingsSnapshot(db, actor),
});
export const PUT = route({ input: noticeChoicesSchema, command: chooseNotices });
