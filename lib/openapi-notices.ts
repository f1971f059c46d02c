import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import * as announcements from "./announcements/contract";
import * as notices from "./notices/contract";
import { operation } from "./openapi-operation";
import { cursorsSchema } from "./realtime/contract";

const notice = notices.noticeSchema.meta({ id: "Notification" });
const settings = notices.noticeSettingsSchema.meta({ id: "NotificationSettings" });
const announcement = announcements.announcementSchema.meta({ id: "Announcement" });
const sent = announcements.sentAnnouncementSchema.meta({ id: "SentAnnouncement" });
const byAnnouncement = ["announcementId"];
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });

/** The routes of what people are told. */
export const noticePaths: ZodOpenApiPathsObject = {
  "/api/announcements": {
    get: operation({
      summary: "What the club says to one now and one has not read",
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(announcement)),
    }),
    post: operation({
      summary: "Say something to the club or to one list (ADMIN)",
      input: announcements.announceInput,
      method: "post",
      success: 201,
      answer: snapshotOf(sent),
    }),
  },
  "/api/announcements/sent": {
    get: operation({
      summary: "All that was said, the latest first, and how many have read it (ADMIN)",
      input: announcements.listSentInput,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(sent), nextCursor: z.string().nullable() }),
    }),
  },
  "/api/announcements/{announcementId}": {
    delete: operation({
      summary: "Take back what was said (ADMIN)",
      input: announcements.announcementInput,
      path: byAnnouncement,
      method: "delete",
      success: 204,
    }),
  },
  "/api/announcements/{announcementId}/read": {
    post: operation({
      summary: "Say that one has read it",
      input: announcements.announcementInput,
      path: byAnnouncement,
      method: "post",
      success: 204,
    }),
  },
  "/api/notifications": {
    get: operation({
      summary: "One's own notifications, the latest first, and how many are unread",
      input: notices.listNoticesInput,
      method: "get",
      success: 200,
      answer: snapshotOf(z.array(notice)).extend({
        unread: z.number().int(),
        nextCursor: z.string().nullable(),
      }),
    }),
  },
  "/api/notifications/read": {
    post: operation({
      summary: "Mark some of one's own notifications as read, or all",
      input: notices.readNoticesInput,
      method: "post",
      success: 200,
      answer: snapshotOf(z.object({ read: z.number().int() })),
    }),
  },
  "/api/notifications/settings": {
    get: operation({
      summary: "How one is told: what one has chosen, and what the club proposes",
      method: "get",
      success: 200,
      answer: snapshotOf(settings),
    }),
    put: operation({
      summary: "Choose how one is told; what is absent is as the club proposes",
      input: notices.noticeChoicesSchema,
      method: "put",
      success: 200,
      answer: snapshotOf(settings),
    }),
  },
  "/api/notifications/defaults": {
    put: operation({
      summary: "Choose what the club proposes to everybody (ADMIN)",
      input: notices.noticeChoicesSchema,
      method: "put",
      success: 200,
      answer: snapshotOf(settings),
    }),
  },
};
