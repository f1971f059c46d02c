/** What somebody is told of. */
export const NOTICE_KINDS = [
  "near",
  "next",
  "called",
  "list_changed",
  "turn_corrected",
  "announcement",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** How he is told: in the list with a toast, by a chime, by the desktop while the page is hidden, on the locked phone. */
export const CHANNELS = ["app", "sound", "desktop", "push"] as const;
export type Channel = (typeof CHANNELS)[number];

/** `due`: a push is to be sent, not before `pushAfter`. */
export const PUSH_STATES = ["none", "due", "sent", "failed"] as const;

/** From and to as "HH:MM" of the club's clock; `to` may lie on the next day. */
export interface QuietHours {
  from: string;
  to: string;
}

export interface NoticeSettings {
  channels: Record<NoticeKind, readonly Channel[]>;
  /** Told when so many are before him. */
  nearAt: number;
  /** null: none. */
  quiet: QuietHours | null;
}

/** What somebody, or a club, has chosen; what is absent is as the club, or as below. `quiet: null`: none. */
export interface NoticeChoices {
  channels?: Partial<Record<NoticeKind, readonly Channel[]>>;
  nearAt?: number;
  quiet?: QuietHours | null;
}

/** Where neither the club nor the person has chosen. Nothing sounds that nobody asked for. */
export const DEFAULT_SETTINGS: NoticeSettings = {
  channels: {
    near: ["app", "push"],
    next: ["app", "desktop", "push"],
    called: ["app", "desktop", "push"],
    list_changed: ["app", "push"],
    turn_corrected: ["app"],
    announcement: ["app", "desktop", "push"],
  },
  nearAt: 3,
  quiet: null,
};

/** Beyond that nobody would call it near, and every change of a list would concern half of it. */
export const NEAR_MOST = 20;

/** What is kept of each person's notices. */
export const KEPT_DAYS = 90;
export const KEPT_MOST = 500;
