/** ADMIN and CADDIE are the core's; what the others may do is said by the module that knows them. */
export const ROLES = [
  "ADMIN",
  "CADDIE",
  "ORGANIZER",
  "JUDGE",
  "TALLY_MASTER",
  "AUDITOR",
  "BOARD",
  "CAPTAIN",
] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: read from the database on every request and on every connection, never from the token alone. */
export interface Actor {
  userId: string;
  organizationId: string;
  sessionId: string;
  /** Raised by "sign out everywhere"; a session of an older number is over. */
  sessionVersion: number;
  name: string;
  role: Role;
  /** The caddie whom this user is, whatever his role; null for one who is none. */
  caddieId: string | null;
  /** Numbers of the lists that he may see, ascending. */
  lists: number[];
  /** When the session ends. */
  expiresAt: Date;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Who acts in a club where nothing is changed that a history names: nobody's account, with no session and no list. */
export const nobody = (organizationId: string): Actor => ({
  userId: NOBODY,
  organizationId,
  sessionId: NOBODY,
  sessionVersion: 0,
  name: "CaddiePro",
  role: "ADMIN",
  caddieId: null,
  lists: [],
  expiresAt: new Date(8.64e15),
});
