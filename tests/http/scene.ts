import type { TestCaddie, TestClub } from "../harness/factories";

/** What stands in the yard when a cell is tried: the subject is the first of list 1, and out on this turn. */
export interface Scene {
  club: TestClub;
  subject: TestCaddie;
  turnId: string;
  epoch: string;
  /** The subject's account, and where it is signed in. */
  userId: string;
  sessionId: string;
  /** Of a link that still opens. */
  linkToken: string;
  /** Promised for list 1. */
  drawId: string;
  /** The subject's, unanswered. */
  absenceId: string;
  /** Said to list 1. */
  announcementId: string;
  /** Of list 1, under way. */
  rollCallId: string;
}

export const ROLES = ["nobody", "himself", "colleague", "other list", "admin", "foreign admin"] as const;
/** The status that each of ROLES gets, in that order. */
export type Cells = [number, number, number, number, number, number];

export interface Row {
  path: (scene: Scene) => string;
  body?: (scene: Scene) => object;
  cells: Cells;
}

export const OPEN: Cells = [200, 200, 200, 200, 200, 200];
export const NOWHERE: Cells = [404, 404, 404, 404, 404, 404];
export const OWN_SESSION: Cells = [401, 200, 200, 200, 200, 200];
export const WHO_SEES_THE_LIST: Cells = [401, 200, 200, 404, 200, 404];
/** Every club has its own list 1. */
export const LIST_1: Cells = [401, 200, 200, 404, 200, 200];
export const MASTER_ONLY: Cells = [401, 403, 403, 404, 200, 404];
export const USERS_ADMIN: Cells = [401, 403, 403, 403, 200, 404];
export const userPath = ({ userId }: Scene) => `/api/users/${userId}`;
export const caddiePath = ({ subject }: Scene) => `/api/caddies/${subject.id}`;
