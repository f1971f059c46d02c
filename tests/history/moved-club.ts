import { expect } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { authenticate } from "@/lib/auth/authenticate";
import type { Caddie } from "@/lib/caddies/contract";
import { boardSnapshot } from "@/lib/caddies/queries";
import { type Command, runCommand } from "@/lib/commands";
import { isAppError } from "@/lib/http/problem";
import { instantOf } from "@/lib/i18n/days";
import { Chance } from "../harness/chance";
import type { TestClub } from "../harness/factories";
import type { TestServer } from "../harness/server";

const ZONE = "America/Bogota";
const MINUTE = 60_000;

/** A club whose clock is moved: its people do what the routes do, at whatever minute of its day. */
export class MovedClub {
  readonly server: TestServer;
  readonly club: TestClub;
  readonly lists: readonly number[];
  readonly chance: Chance;
  readonly master: Actor;
  day: string;

  private constructor(
    given: Pick<MovedClub, "server" | "club" | "lists" | "master" | "day"> & { seed: number },
  ) {
    this.server = given.server;
    this.club = given.club;
    this.lists = given.lists;
    this.master = given.master;
    this.day = given.day;
    this.chance = new Chance(given.seed);
  }

  static async open(server: TestServer, club: TestClub, day: string, seed: number): Promise<MovedClub> {
    const master = await authenticate(club.admin.token);
    return new MovedClub({ server, club, lists: master.lists, master, day, seed });
  }

  /** A minute of the day under way, on the club's clock. */
  at(minute: number): Date {
    return new Date(instantOf(this.day, "00:00", ZONE) + Math.round(minute * MINUTE));
  }

  /** True once of so many times. */
  once(of: number): boolean {
    return this.chance.upTo(of) === 1;
  }

  /** @returns the data of the answer */
  async run<I, R>(at: Date, command: Command<I, R>, input: I, actor = this.master): Promise<R> {
    const { body } = await runCommand(command, input, actor, { success: 200, now: at });
    return (body as { data: R }).data;
  }

  /** What may not be: it is refused with this code, and nobody stands elsewhere after it. */
  async isRefused<I, R>(at: Date, command: Command<I, R>, input: I, code: string): Promise<void> {
    const before = await this.board();
    const error = await this.run(at, command, input).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    expect(isAppError(error) && error.code).toBe(code);
    expect(await this.board()).toEqual(before);
  }

  /** The board as the master sees it, by list and place. */
  async board(): Promise<Caddie[]> {
    return (await boardSnapshot(this.server.db, this.master)).data;
  }

  /** Who waits in a list, the next one first. */
  async queue(list: number): Promise<Caddie[]> {
    const { data } = await boardSnapshot(this.server.db, this.master, list);
    return data.filter(({ position }) => position !== null);
  }
}

export const idsOf = (caddies: readonly { id: string }[]): string[] => caddies.map(({ id }) => id);
/** Where everybody stands, and nothing else. */
export const placesOf = (board: readonly Caddie[]) =>
  board.map(({ id, listNumber, status, position }) => [id, listNumber, status, position]);
