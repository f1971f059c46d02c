import { setImmediate } from "node:timers/promises";
import type { CommitListener } from "../after-commit";
import type { Courier, Delivered } from "../courier";
import type { Db } from "../db/client";
import { serverTexts, testTexts } from "../i18n/server-texts";
import type { Telling } from "../notices/contract";
import { placeOfNotice, wordsOf } from "../notices/policy";
import type { Club } from "../organizations/contract";
import { clubOf } from "../organizations/queries";
import type { Logger } from "../telemetry/logger";
import { preferencesOf } from "../users/queries";
import type { Locale } from "../users/vocabulary";
import { verdictOf } from "./policy";
import type { Device } from "./queries";
import {
  claimDue,
  type DueNotice,
  forgetEnded,
  keepReceipts,
  type ListeningDevice,
  listeningDevices,
  settleDevice,
  settleNotices,
} from "./statements";
import { mannerOf, type Outcome, type PushMessage } from "./vocabulary";

/** The net under the wake-up that follows a commit: what another process wrote, and what waits for another try. */
const LOOK_EVERY_MS = 5_000;
/** Notices taken at once. One lease must be longer than they take when nobody answers. */
const BATCH = 40;
const LEASE_MS = 120_000;
/** Messages on their way at once: encrypting is this thread's work, and a few keep the network busy. */
const AT_ONCE = 8;

interface Options {
  db: Db;
  log: Logger;
  courier: Courier;
}

/**
 * Sends what is due, behind the back of whoever caused it. Any number of processes share the work: a notice is taken
 * under a lease, so each is sent by one, and one that died with its process is sent by another.
 */
export class PushWorker {
  readonly #db: Db;
  readonly #log: Logger;
  readonly #courier: Courier;
  #timer: NodeJS.Timeout | null = null;
  #work: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor({ db, log, courier }: Options) {
    this.#db = db;
    this.#log = log;
    this.#courier = courier;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
    this.wake();
  }

  readonly committed: CommitListener = (committed) => {
    const events = new Set(committed.map(({ envelope }) => envelope.event));
    if (events.has("notification")) this.wake();
    // Somebody's session may be over, and what was on his phone with it.
    if (events.has("access:revised")) void this.tidy();
  };

  /** There may be something to send. */
  wake(): void {
    this.#again = true;
    if (this.#stopped || this.#work) return;
    this.#work = this.#run().finally(() => {
      this.#work = null;
    });
  }

  /** What is on its way is broken off, and is sent by whoever finds it after its lease. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearInterval(this.#timer);
    this.#courier.stop();
    await this.#work;
  }

  /** Sends one message to a device, whatever its owner prefers. */
  async test(userId: string, device: Device, id: string): Promise<Outcome> {
    const known = await preferencesOf(this.#db, userId);
    const locale = known?.locale ?? known?.clubLanguage ?? "es";
    const message = { id, kind: "test", ...testTexts(locale), url: "/perfil", tag: "test", locale };
    return (await this.#courier.send(device, message, new Date())).outcome;
  }

  /** Forgets devices whose session is over; never rejects. */
  async tidy(now = new Date()): Promise<void> {
    try {
      await forgetEnded(this.#db, now);
    } catch (error) {
      this.#log.warn({ err: error }, "devices of ended sessions could not be forgotten");
    }
  }

  /** Sends all that is due at this moment. @returns how many notices were looked at */
  async pass(now: Date): Promise<number> {
    for (let looked = 0; ; ) {
      const due = await claimDue(this.#db, now, new Date(now.getTime() + LEASE_MS), BATCH);
      if (due.length > 0) await this.#deliver(due, now);
      looked += due.length;
      if (due.length < BATCH || this.#stopped) return looked;
    }
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.pass(new Date());
      } catch (error) {
        this.#log.warn({ err: error }, "pushes could not be sent; trying again");
        return;
      }
    }
  }

  async #deliver(due: DueNotice[], now: Date): Promise<void> {
    const devices = await listeningDevices(this.#db, due, now);
    const letters = await this.#write(due, devices);
    const results = new Map<string, (Delivered & { deviceId: string })[]>();
    for (const { id } of due) {
      const had = devices.filter(({ told }) => told.includes(id));
      results.set(
        id,
        had.map((device) => ({ deviceId: device.id, outcome: "accepted", retryAt: null })),
      );
    }
    const waiting = letters.values();
    const carry = async () => {
      for (const { device, message } of waiting) {
        // One letter per turn of the event loop: a burst of them must not hold up a tap.
        await setImmediate();
        if (this.#stopped) return;
        const delivered = await this.#courier.send(device, message, now);
        results.get(message.id)?.push({ ...delivered, deviceId: device.id });
        await settleDevice(this.#db, device.id, delivered.outcome, now);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, carry));
    if (this.#stopped) return;
    const verdicts = due.map((notice) => ({
      id: notice.id,
      ...verdictOf(notice, mannerOf(notice.kind), results.get(notice.id) ?? [], now),
    }));
    const unfinished = new Set(verdicts.filter(({ state }) => state === "due").map(({ id }) => id));
    const receipts = [...results].flatMap(([noticeId, them]) =>
      them
        .filter(({ outcome }) => unfinished.has(noticeId) && outcome === "accepted")
        .map(({ deviceId }) => ({ noticeId, deviceId })),
    );
    await keepReceipts(this.#db, receipts);
    await settleNotices(this.#db, verdicts);
  }

  async #write(due: DueNotice[], devices: ListeningDevice[]) {
    const clubs = new Map<string, Club>();
    for (const { organizationId } of due) {
      if (!clubs.has(organizationId)) clubs.set(organizationId, await clubOf(this.#db, organizationId));
    }
    return due.flatMap((notice) => {
      const club = clubs.get(notice.organizationId);
      return devices
        .filter((device) => device.userId === notice.userId && !device.told.includes(notice.id))
        .map((device) => ({ device, message: messageOf(notice, device, club) }));
    });
  }
}

function messageOf(
  notice: DueNotice,
  { locale, unread }: { locale: Locale; unread: number },
  club: Club | undefined,
): PushMessage {
  const t = serverTexts(locale, club?.words);
  const { id, kind, data } = notice;
  const telling = { kind, data } as Telling;
  const { title, body } = wordsOf(
    telling,
    (n) => club?.lists.find(({ number }) => number === n)?.name || t("board.list", { n }),
  );
  const said = (words: typeof title) => t(`notices.${words.key}`, words.values);
  return {
    ...{ id, kind, locale, unread, url: placeOfNotice(telling), tag: mannerOf(kind).topic ?? id },
    ...{ title: said(title), body: typeof body === "string" ? body : said(body) },
  };
}
