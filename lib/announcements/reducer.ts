import type { Announcement, AnnouncementEvent, SentAnnouncement } from "./contract";

const announcementOf = (data: Extract<AnnouncementEvent, { event: "system:announcement" }>["data"]) => {
  const { id, message, type, listNumber, author, timestamp: createdAt, expiresAt } = data;
  return { id, message, type, listNumber, author, createdAt, expiresAt };
};

/**
 * What is said to one person and not read by him yet. Pure and idempotent; who wrote it has read it.
 * @param userId whose page it is
 */
export function reduceAnnouncements(
  open: readonly Announcement[],
  event: AnnouncementEvent,
  userId: string,
): readonly Announcement[] {
  switch (event.event) {
    case "system:announcement": {
      const { id, author } = event.data;
      if (author.id === userId || open.some((known) => known.id === id)) return open;
      return [announcementOf(event.data), ...open];
    }
    case "announcement:withdrawn":
      return without(open, event.data.announcementId);
    case "announcement:read":
      return event.data.by.id === userId ? without(open, event.data.announcementId) : open;
  }
}

function without(open: readonly Announcement[], id: string): readonly Announcement[] {
  return open.some((known) => known.id === id) ? open.filter((known) => known.id !== id) : open;
}

/** What an admin sees of all that was said: how many have read it, and what was withdrawn. Pure. */
export function reduceSent(
  sent: readonly SentAnnouncement[],
  event: AnnouncementEvent,
): readonly SentAnnouncement[] {
  const change = (id: string, to: (one: SentAnnouncement) => Partial<SentAnnouncement>) =>
    sent.map((one) => (one.id === id ? { ...one, ...to(one) } : one));
  switch (event.event) {
    case "system:announcement": {
      if (sent.some(({ id }) => id === event.data.id)) return sent;
      const { audience } = event.data;
      return [{ ...announcementOf(event.data), audience, readCount: 0, withdrawnAt: null }, ...sent];
    }
    case "announcement:withdrawn":
      return change(event.data.announcementId, () => ({ withdrawnAt: event.data.timestamp }));
    case "announcement:read":
      // Each reading is told twice where the reader is an admin: to himself, and to all of them.
      if (event.stream === "user") return sent;
      return change(event.data.announcementId, ({ readCount }) => ({ readCount: readCount + 1 }));
  }
}
