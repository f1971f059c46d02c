import type * as z from "zod";
import { readAnnouncement, sayAnnouncement, withdrawAnnouncement } from "./announcements/commands";
import type { announceInput, announcementInput, SentAnnouncement } from "./announcements/contract";
import type { CommandContext } from "./commands";
import { notify, readNoticeOf, removeNoticesOf } from "./notices/commands";

/** Announcements and what people are told of them together: neither module knows the other. */

/** Says something to the club or to one list, and tells everybody whom it concerns. ADMIN. */
export async function announce(
  input: z.infer<typeof announceInput>,
  ctx: CommandContext,
): Promise<SentAnnouncement> {
  const { announcement, userIds } = await sayAnnouncement(input, ctx);
  const { id: announcementId, message, type, author } = announcement;
  const data = { announcementId, message, type, by: author.name };
  const notices = userIds.map((userId) => ({
    userId,
    kind: "announcement" as const,
    once: announcementId,
    data,
  }));
  await notify(notices, ctx);
  return announcement;
}

type One = z.infer<typeof announcementInput>;
const toldOf = ({ announcementId }: One) => ({ kind: "announcement" as const, once: announcementId });

/** Takes back what was said, from the pages and from everybody's notices. ADMIN. */
export async function withdraw(input: One, ctx: CommandContext): Promise<null> {
  if (await withdrawAnnouncement(input, ctx)) await removeNoticesOf(toldOf(input), ctx);
  return null;
}

/** One has read it, and with it what one was told of it. */
export async function read(input: One, ctx: CommandContext): Promise<null> {
  if (await readAnnouncement(input, ctx)) await readNoticeOf(toldOf(input), ctx);
  return null;
}
