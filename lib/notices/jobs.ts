import { lt, sql } from "drizzle-orm";
import type { CommitListener } from "../after-commit";
import { nobody } from "../auth/actor";
import { runCommand } from "../commands";
import type { Db } from "../db/client";
import type { Logger } from "../telemetry/logger";
import { notify } from "./commands";
import { accountOfCaddie, untoldOf } from "./queries";
import { notifications } from "./tables";
import { KEPT_DAYS, KEPT_MOST } from "./vocabulary";

/** A tap's news goes out first, and a burst of taps is looked at once. */
const AFTER_MS = 50;
const LIST_STREAM = /^list-(\d+)$/;
const DAY_MS = 24 * 60 * 60 * 1000;

interface Queue {
  organizationId: string;
  listNumber: number;
  /** It changed since it was last looked at. */
  stale: boolean;
  work: Promise<void> | null;
}

/**
 * Tells the heads of the queues that they are near, or next: after each change of a list, beside the command that made
 * it. Of each list one look is under way and at most one more waits. A look that fails, or that dies with the process, is
 * made up for by the list's next change.
 */
export class QueueWatch {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #queues = new Map<string, Queue>();
  #stopped = false;

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  readonly committed: CommitListener = (committed) => {
    for (const { organizationId, stream } of committed) {
      const listNumber = Number(LIST_STREAM.exec(stream)?.[1] ?? 0);
      if (listNumber > 0) this.#changed(organizationId, listNumber);
    }
  };

  /** Resolves when nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    while (this.#queues.size > 0) await Promise.all([...this.#queues.values()].map(({ work }) => work));
  }

  /** What is under way ends; what waits is left to whoever comes after. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.idle();
  }

  #changed(organizationId: string, listNumber: number): void {
    if (this.#stopped) return;
    const key = `${organizationId} ${listNumber}`;
    const known = this.#queues.get(key);
    if (known) {
      known.stale = true;
      return;
    }
    const queue: Queue = { organizationId, listNumber, stale: true, work: null };
    this.#queues.set(key, queue);
    queue.work = this.#watch(queue).finally(() => this.#queues.delete(key));
  }

  async #watch(queue: Queue): Promise<void> {
    while (queue.stale && !this.#stopped) {
      await this.#pause();
      queue.stale = false;
      if (this.#stopped) return;
      try {
        await this.#look(queue);
      } catch (error) {
        const { organizationId, listNumber } = queue;
        this.#log.warn({ err: error, organizationId, listNumber }, "a queue could not be told who is near");
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, AFTER_MS));
  }

  async #look({ organizationId, listNumber }: Queue): Promise<void> {
    const untold = await untoldOf(this.#db, organizationId, listNumber);
    if (untold.length === 0) return;
    const notices = untold.map(({ userId, position, wait: once }) =>
      position === 1
        ? { userId, once, kind: "next" as const, data: { listNumber } }
        : { userId, once, kind: "near" as const, data: { listNumber, position } },
    );
    await runCommand(notify, notices, nobody(organizationId), { success: 204 });
  }
}

/** What the board says of a call; `calledAt` null: it was taken back. */
interface Called {
  caddieId: string;
  listNumber: number;
  calledAt: string | null;
  by: { id: string; name: string };
}

/** Tells a caddie that he is called, as soon as the board says so. One call is told once, whoever hears of it. */
export class CallWatch {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #work = new Set<Promise<void>>();

  constructor(db: Db, log: Logger) {
    this.#db = db;
    this.#log = log;
  }

  readonly committed: CommitListener = (committed) => {
    for (const { organizationId, stream, envelope } of committed) {
      if (envelope.event !== "caddie:called" || !LIST_STREAM.test(stream)) continue;
      const work = this.#tell(organizationId, envelope.data as Called)
        .catch((error: unknown) =>
          this.#log.warn({ err: error, organizationId }, "somebody could not be told that he is called"),
        )
        .finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  };

  /** What is under way ends. */
  async stop(): Promise<void> {
    await Promise.all(this.#work);
  }

  async #tell(organizationId: string, { caddieId, listNumber, calledAt, by }: Called): Promise<void> {
    if (calledAt === null) return;
    const userId = await accountOfCaddie(this.#db, organizationId, caddieId);
    if (userId === null || userId === by.id) return;
    const once = `${caddieId}:${Date.parse(calledAt)}`;
    const notice = { userId, once, kind: "called" as const, data: { listNumber, by: by.name } };
    await runCommand(notify, [notice], nobody(organizationId), { success: 204 });
  }
}

/** Forgets what is older than 90 days, and of each person all but the latest 500. */
export async function pruneNotices(db: Db, now: Date): Promise<void> {
  await db
    .delete(notifications)
    .where(lt(notifications.createdAt, new Date(now.getTime() - KEPT_DAYS * DAY_MS)));
  await db.execute(sql`delete from ${notifications} where id in (
    select id from (
      select id, row_number() over (partition by user_id order by created_at desc, id desc) as nth
      from ${notifications} where user_id in (
        select user_id from ${notifications} group by user_id having count(*) > ${KEPT_MOST})) ranked
    where nth > ${KEPT_MOST})`);
}
