import { ADMINS_STREAM, listStream } from "./caddies/vocabulary";
import type { Db } from "./db/client";
import { clubOf } from "./organizations/queries";
import { ORG_STREAM } from "./realtime/rooms";
import type { Tail } from "./realtime/tail";
import type { Logger } from "./telemetry/logger";
import { keyIn, stateFor } from "./wall-door";
import type { WallState } from "./walls/contract";
import { type WallPass, wallBoard } from "./walls/queries";

/** One connected screen. */
export interface Screen {
  pass: WallPass;
  tell(state: WallState): void;
}

/** After a change its club is read at once, then at most this often; what came between is in the next reading. */
const COALESCE_MS = 250;
const RETRY_MS = 1_000;

interface Club {
  screens: Set<Screen>;
  /** Of the log, as stored; empty until its lists are known. */
  streams: Set<string>;
  dirty: boolean;
  work: Promise<void> | null;
}

interface Options {
  db: Db;
  tail: Tail;
  log: Logger;
  secret: string;
}

/**
 * Keeps what the connected screens of each club show at what the log tells: after a change the board is read anew,
 * masked by the club's privacy, and told whole. Nothing unmasked is kept here.
 */
export class WallProjector {
  readonly #options: Options;
  readonly #clubs = new Map<string, Club>();
  #stopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  *screens(): Iterable<Screen> {
    for (const { screens } of this.#clubs.values()) yield* screens;
  }

  follows(organizationId: string, stream: string): boolean {
    return this.#clubs.get(organizationId)?.streams.has(stream) ?? false;
  }

  /** From now on nothing that happens in the screen's club is missed. */
  async enter(screen: Screen): Promise<void> {
    const { organizationId } = screen.pass;
    const club = this.#clubs.get(organizationId) ?? {
      ...{ screens: new Set<Screen>(), streams: new Set<string>(), dirty: false, work: null },
    };
    this.#clubs.set(organizationId, club);
    club.screens.add(screen);
    await this.#open(organizationId, club);
  }

  leave(screen: Screen): void {
    const club = this.#clubs.get(screen.pass.organizationId);
    club?.screens.delete(screen);
    if (club?.screens.size === 0) this.#clubs.delete(screen.pass.organizationId);
  }

  /** Something happened in this club. */
  changed(organizationId: string): void {
    const club = this.#clubs.get(organizationId);
    if (!club || this.#stopped) return;
    club.dirty = true;
    club.work ??= this.#work(organizationId, club);
  }

  allChanged(): void {
    for (const organizationId of this.#clubs.keys()) this.changed(organizationId);
  }

  /** A list may have come. */
  listsChanged(organizationId: string): void {
    const club = this.#clubs.get(organizationId);
    if (!club) return;
    this.#open(organizationId, club).then(
      () => this.changed(organizationId),
      (error: unknown) => this.#options.log.warn({ err: error }, "a club's lists could not be followed"),
    );
  }

  /** Tells one screen how things stand. */
  async tell(screen: Screen): Promise<void> {
    const { organizationId } = screen.pass;
    const { db, secret } = this.#options;
    const board = await wallBoard(db, organizationId, keyIn(secret));
    if (this.#clubs.get(organizationId)?.screens.has(screen)) screen.tell(stateFor(screen.pass, board));
  }

  stop(): void {
    this.#stopped = true;
    this.#clubs.clear();
  }

  async #open(organizationId: string, club: Club): Promise<void> {
    const { db, tail } = this.#options;
    const { lists } = await clubOf(db, organizationId);
    const ofLists = lists.map(({ number }) => listStream(number));
    for (const stream of [ORG_STREAM, ADMINS_STREAM, ...ofLists]) club.streams.add(stream);
    await tail.open(organizationId, [...club.streams]);
  }

  async #work(organizationId: string, club: Club): Promise<void> {
    while (club.dirty && !this.#stopped && this.#clubs.get(organizationId) === club) {
      club.dirty = false;
      let wait = COALESCE_MS;
      try {
        const board = await wallBoard(this.#options.db, organizationId, keyIn(this.#options.secret));
        for (const screen of club.screens) screen.tell(stateFor(screen.pass, board));
      } catch (error) {
        this.#options.log.warn({ err: error }, "a club's screens could not be told; trying again");
        club.dirty = true;
        wait = RETRY_MS;
      }
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
    club.work = null;
  }
}
