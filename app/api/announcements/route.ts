import * as z from "zod";
import { announce } from "@/lib/announce";
import { announceInput } from "@/lib/announcements/contract";
import { openAnnouncements } from "@/lib/announcements/queries";
import { route } from "@/lib/http/route";

export const GET = route({
  input: z.strictObject({}),
  query: (_input, { db, actor }) => openAnnouncements(db, actor, new Date()),
});
export const POST = route({ input: announceInput, command: announce, success: 201 });
