import * as z from "zod";
import type { AnnouncementsSnapshot } from "../announcements/contract";
import { ROLES } from "../auth/actor";
import type { Club } from "../organizations/contract";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import { isIdentifier } from "./policy";
import {
  INVITATION_KINDS,
  INVITATION_STATES,
  LOCALES,
  MOST_INVITED,
  PASSWORD_LENGTH,
  PASSWORD_MOST,
  PERSON_NAME_LENGTH,
  THEMES,
  USER_STATES,
} from "./vocabulary";

const id = z.uuid();
const time = z.iso.datetime({ precision: 3 });
const version = z.number().int().min(1);
const listNumber = z.number().int().min(1).max(99);
const person = z.strictObject({ id, name: z.string() });
const role = z.enum(ROLES);

/** `identifier`: the e-mail address or user name that the club gave; compared without regard to case. */
export const signInInput = z.strictObject({
  identifier: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(PASSWORD_MOST),
});

/** A password that somebody chooses. */
export const newPassword = z.string().min(PASSWORD_LENGTH).max(PASSWORD_MOST);

export const changePasswordInput = z.strictObject({
  current: z.string().min(1).max(PASSWORD_MOST),
  next: newPassword,
});

/** What is absent stays; null: as the club, as the device. */
export const setPreferencesInput = z.strictObject({
  locale: z.enum(LOCALES).nullish(),
  theme: z.enum(THEMES).nullish(),
});

export const signedInSchema = z.strictObject({
  token: z.string(),
  expiresAt: time,
  user: z.strictObject({
    id,
    name: z.string(),
    role,
    organizationId: id,
    lists: z.array(z.number().int()),
  }),
});
export type SignedIn = z.infer<typeof signedInSchema>;

/** What every signed-in page knows: who looks, at which club, and how news travels. */
export interface ClubSession {
  user: { id: string; name: string; role: (typeof ROLES)[number]; caddieId: string | null };
  club: Club;
  /** Where the club's own stream stood when this was read. */
  cursors: Cursors;
  /** What the club says to this person now and he has not read. */
  announcements: AnnouncementsSnapshot;
  /** How much he was told and has not read, and where his stream stood. */
  notices: { unread: number; cursors: Cursors };
  realtime: { enabled: boolean; url: string | null };
}

/** An account as the club's admins see it; nothing in it opens a door. */
export const userSchema = z.strictObject({
  id,
  name: z.string(),
  identifier: z.string(),
  role,
  state: z.enum(USER_STATES),
  /** Granted beside the list that he stands in as a caddie; an ADMIN sees all without any grant. */
  lists: z.array(listNumber),
  /** The caddie whom he is, if he stands on the board. */
  caddieId: id.nullable(),
  /** Until when a link to choose a password is good; null when there is none. */
  linkExpiresAt: time.nullable(),
  /** To the minute; null: never signed in. */
  lastSeenAt: time.nullable(),
  createdAt: time,
  updatedAt: time,
  version,
});
export type User = z.infer<typeof userSchema>;

/** An account in an answer: `online` is true while he has a live connection to this process. */
export const listedUserSchema = userSchema.extend({ online: z.boolean() });
export type ListedUser = z.infer<typeof listedUserSchema>;

/** One sign-in on one device. */
export const sessionSchema = z.strictObject({
  id,
  /** "Android · Chrome"; null when the device did not say. */
  device: z.string().nullable(),
  createdAt: time,
  lastSeenAt: time.nullable(),
  /** The session that asks. */
  current: z.boolean(),
  online: z.boolean(),
});
export type UserSession = z.infer<typeof sessionSchema>;

/** What a command tells of a link: stored with its answer, so the link itself is not in it. */
export const issuedSchema = z.strictObject({
  user: userSchema,
  invitation: z.strictObject({ id, kind: z.enum(INVITATION_KINDS), expiresAt: time }),
});
export type Issued = z.infer<typeof issuedSchema>;

/** The one answer that holds a link: whoever has it can choose the password. */
export const linkSchema = issuedSchema.extend({ link: z.string() });
export type IssuedLink = z.infer<typeof linkSchema>;

/** Many at once: each with the list of his caddie, and who had an account by then. */
export const issuedManySchema = z.strictObject({
  issued: z.array(issuedSchema.extend({ listNumber })),
  skipped: z.array(id),
});
export type IssuedMany = z.infer<typeof issuedManySchema>;
export const linksSchema = issuedManySchema.extend({ issued: z.array(linkSchema.extend({ listNumber })) });
export type IssuedLinks = z.infer<typeof linksSchema>;

/** What the page behind a link shows. */
export const invitationSchema = z.strictObject({
  state: z.enum(INVITATION_STATES),
  kind: z.enum(INVITATION_KINDS),
  clubName: z.string(),
  name: z.string(),
  /** null unless the link still opens. */
  identifier: z.string().nullable(),
  expiresAt: time,
});
export type Invitation = z.infer<typeof invitationSchema>;

// Command inputs. Path parameters, query and body arrive merged.

const name = z.string().trim().min(1).max(PERSON_NAME_LENGTH);
const identifier = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .refine(isIdentifier, { error: "must be 3 characters or more, with no space" });
const lists = z.array(listNumber).max(99);
const expectedVersion = version.optional();

export const listUsersInput = z.strictObject({
  search: z.string().trim().max(80).optional(),
  role: role.optional(),
  state: z.enum(USER_STATES).optional(),
  caddieId: id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});
export type ListUsers = z.infer<typeof listUsersInput>;
export const userInput = z.strictObject({ userId: id });
export const changeUserInput = z.strictObject({ userId: id, expectedVersion });
/** `caddieId`: the caddie whom he is; he then needs no list of his own. */
export const inviteUserInput = z.strictObject({
  name,
  identifier,
  role,
  lists: lists.optional(),
  caddieId: id.optional(),
});
export const inviteCaddiesInput = z.strictObject({ caddieIds: z.array(id).min(1).max(MOST_INVITED) });
/** `caddieId: null` takes the caddie away from the account, and with him his list. */
export const updateUserInput = z.strictObject({
  userId: id,
  name: name.optional(),
  identifier: identifier.optional(),
  role: role.optional(),
  lists: lists.optional(),
  caddieId: id.nullish(),
  expectedVersion,
});
export const endSessionInput = z.strictObject({ userId: id, sessionId: id });
export const invitationInput = z.strictObject({ token: z.string().min(1).max(200) });
export const acceptInvitationInput = z.strictObject({
  token: invitationInput.shape.token,
  password: z.string().min(1).max(PASSWORD_MOST),
});

/** Internal: on the `control` stream only. Every node reads that user's access again and moves his live sockets. */
export const accessRevised = defineEvent("access:revised", 1, z.strictObject({ userId: id }));

/** To the admins: an account as it is now, new or changed. */
export const userSaved = defineEvent(
  "user:saved",
  1,
  z.strictObject({ user: userSchema, timestamp: time, by: person }),
);
export const userEvents = [accessRevised, userSaved] as const;
