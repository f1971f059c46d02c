import type { BoardSnapshot } from "@/lib/caddies/contract";
import { Api } from "../harness/api";
import type { ChaosClub, Somebody } from "./club";
import type { FollowerPlan } from "./follower";
import type { WriterPlan } from "./writer";

/** How many of each take part. */
export interface CastSize {
  /** Light clients, dealt round the caddies who watch; every fiftieth one is an admin's. */
  followers: number;
  /** Clients with the product's own code: an admin's, then one of each list, and round again. */
  pages?: number;
  writers: number;
  /** Mean pause of a writer between two changes, in milliseconds. */
  paceMs?: number;
  /** Writers change nothing but statuses. */
  plain?: boolean;
}

/** Somebody, and the board as a fresh fetch gave it to him. */
export interface Seen {
  person: Somebody;
  snapshot: BoardSnapshot;
}

interface Cast {
  followers: FollowerPlan[];
  pages: { plan: FollowerPlan; snapshot: BoardSnapshot }[];
  writers: WriterPlan[];
}

/** The admin who only looks. */
export const auditorOf = (club: ChaosClub): Somebody => club.admins.at(-1) as Somebody;

/** The boards of the admin and of the first watcher of each list, from this server. */
export function freshBoards(club: ChaosClub, url: string): Promise<Seen[]> {
  return Promise.all(
    [auditorOf(club), ...club.watchers.slice(0, 3)].map(async (person) => {
      const { status, body } = await new Api(() => url, person.token).board();
      if (status !== 200) throw new Error(`a board was answered with ${status}`);
      return { person, snapshot: body };
    }),
  );
}

/** Deals the parts out; all go through the network at `port`, and know the boards of the beginning. */
export function castOf(club: ChaosClub, before: readonly Seen[], port: number, size: CastSize): Cast {
  const [admins, ...lists] = before.map(({ snapshot }) => snapshot);
  const epoch = admins?.cursors.admins?.epoch ?? "";
  const plan = (name: string, { userId, token, list }: Somebody): FollowerPlan => {
    const cursors = list === null ? admins?.cursors : lists[list - 1]?.cursors;
    const start = { ...cursors, user: { epoch, seq: 0 }, org: { epoch, seq: 0 } };
    return { name, userId, token, port, start };
  };
  const admin = (n: number) => club.admins[n % (club.admins.length - 1)] as Somebody;
  const watcher = (n: number) => club.watchers[n % club.watchers.length] as Somebody;
  const many = <T>(count: number, of: (n: number) => T) => Array.from({ length: count }, (_, n) => of(n));
  const { followers, pages = 0, writers, paceMs = 20, plain } = size;
  const { caddieIds, movable } = club;
  return {
    followers: many(followers, (n) => plan(`follower-${n}`, n % 50 === 49 ? admin(n) : watcher(n))),
    pages: many(pages, (n) => {
      const { person, snapshot } = before[n % before.length] as Seen;
      return { plan: plan(`page-${n}`, person), snapshot };
    }),
    writers: many(writers, (n) => {
      const { userId, token } = admin(n);
      return { name: `writer-${n}`, userId, token, port, caddieIds, movable, paceMs, plain };
    }),
  };
}
