import * as z from "zod";
import { ROLES } from "../auth/actor";
import type { Club } from "../organizations/contract";
import type { Cursors } from "../realtime/contract";
import { defineEvent } from "../realtime/event";
import { LOCALES, PASSWORD_LENGTH, THEMES } from "./vocabulary";

/** `identifier`: the e-mail address or user name that the club gave; compared without regard to case. */
export const signInInput = z.strictObject({
  identifier: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(200),
});

/** A password that somebody chooses. */
export const newPassword = z.string().min(PASSWORD_LENGTH).max(200);

export const changePasswordInput = z.strictObject({
  current: z.string().min(1).max(200),
  next: newPassword,
});

/** What is absent stays; null: as the club, as the device. */
export const setPreferencesInput = z.strictObject({
  locale: z.enum(LOCALES).nullish(),
  theme: z.enum(THEMES).nullish(),
});

export const signedInSchema = z.strictObject({
  token: z.string(),
  expiresAt: z.iso.datetime({ precision: 3 }),
  user: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    role: z.enum(ROLES),
    organizationId: z.uuid(),
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
  realtime: { enabled: boolean; url: string | null };
}

/** Internal: on the `control` stream only. Every node reads that user's access again and moves his live sockets. */
export const accessRevised = defineEvent("access:revised", 1, z.strictObject({ userId: z.uuid() }));
