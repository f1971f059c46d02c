import { Chance } from "../harness/chance";
import { answerParent } from "./child";
import { now, pause } from "./clock";
import { spreadOf } from "./percentiles";
import { ReturningClient } from "./returning-client";

export interface CrowdSpec {
  port: number;
  tokens: string[];
  seed: number;
}

const AT_ONCE = 40;
const LOOK_MS = 20;

let clients: ReturningClient[] = [];
let chance = new Chance(0);
let waiting: ((at: number) => void)[] = [];
let caughtUp: number[] = [];
let cuts = 0;
let timers: NodeJS.Timeout[] = [];

/** The clock's times at which each client is live again, from one that it loses from now on. */
function nextReturns(): Promise<number[]> {
  return Promise.all(
    clients.map(
      (_, n) =>
        new Promise<number>((resolve) => {
          waiting[n] = resolve;
        }),
    ),
  );
}

async function until(condition: () => boolean, withinMs: number, what: () => string): Promise<void> {
  const deadline = now() + withinMs;
  while (!condition()) {
    if (now() > deadline) throw new Error(what());
    await pause(LOOK_MS);
  }
}

/** Phones that come back, in a process of their own. */
answerParent({
  async open({ port, tokens, seed }: CrowdSpec) {
    chance = new Chance(seed);
    [clients, waiting, caughtUp, cuts] = [[], [], [], 0];
    const queue = tokens.map((token, n) => {
      const client = new ReturningClient({
        ...{ port, token, random: () => chance.next() },
        back: (at) => waiting[n]?.(at),
        caughtUp: (afterMs) => caughtUp.push(afterMs),
      });
      clients.push(client);
      return { client, live: new Promise<number>((resolve) => waiting.push(resolve)) };
    });
    const some = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        next.client.connect();
        await next.live;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  },
  /** Cuts all at once. Milliseconds until each is at the head again. */
  async storm() {
    const back = nextReturns();
    const cutAt = now();
    for (const client of clients) client.cut();
    cuts += clients.length;
    return (await back).map((at) => at - cutAt);
  },
  /** Answers when all have lost their connection and are back: the clock's time for each. */
  returns: nextReturns,
  /** Cuts each client after waits of half to one and a half times `everyMs`, again and again. */
  jitter({ everyMs, offlineMs }: { everyMs: number; offlineMs: number }) {
    const cutLater = (client: ReturningClient, n: number) => {
      timers[n] = setTimeout(
        () => {
          if (client.live) {
            client.cut(offlineMs);
            cuts++;
          }
          cutLater(client, n);
        },
        everyMs * (0.5 + chance.next()),
      );
    };
    clients.forEach(cutLater);
  },
  /** Ends the cutting and resolves when all are live. */
  async calm() {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    const away = () => clients.filter((client) => !client.live).length;
    await until(
      () => away() === 0,
      15_000,
      () => `${away()} clients did not come back`,
    );
  },
  /** Resolves when all have applied this much of a stream. */
  async reach({ stream, seq }: { stream: string; seq: number }) {
    const behind = () => clients.filter((client) => client.account.seq(stream) < seq).length;
    await until(
      () => behind() === 0,
      10_000,
      () => `${behind()} clients did not get to ${stream} #${seq}`,
    );
  },
  /** What all of them have taken; `applied` is of one stream, for each has its own notices beside it. */
  tally({ stream }: { stream: string }) {
    const sum = (of: (client: ReturningClient) => number) => clients.reduce((all, one) => all + of(one), 0);
    return {
      cuts,
      applied: sum(({ account }) => account.applied(stream)),
      repeated: sum(({ account }) => account.repeated),
      early: sum(({ account }) => account.early),
      resets: sum(({ account }) => account.resets),
      behind: sum(({ account }) => account.behind),
      refused: sum(({ refused }) => refused),
      losses: sum(({ losses }) => losses),
      caughtUp: spreadOf(caughtUp),
    };
  },
  close() {
    for (const client of clients) client.stop();
    clients = [];
  },
});
