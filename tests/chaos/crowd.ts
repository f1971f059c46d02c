import { writeFileSync } from "node:fs";
import type { Cursors } from "@/lib/realtime/contract";
import { Chance } from "../harness/chance";
import { answerParent } from "../load/child";
import { now } from "../load/clock";
import { Follower, type FollowerPlan } from "./follower";

const followers = new Map<string, Follower>();
const looking = new Set<() => void>();
const changed = () => {
  for (const look of looking) look();
};

/** Resolves with the milliseconds until all satisfied it, or names those who did not in time. */
function all(condition: (follower: Follower) => boolean, withinMs: number): Promise<number | string[]> {
  const begun = now();
  let waiting = [...followers.values()];
  return new Promise((resolve) => {
    const end = (result: number | string[]) => {
      clearTimeout(timer);
      looking.delete(look);
      resolve(result);
    };
    const look = () => {
      while (waiting.length > 0 && condition(waiting[waiting.length - 1] as Follower)) waiting.pop();
      if (waiting.length === 0) end(now() - begun);
    };
    const timer = setTimeout(() => {
      waiting = waiting.filter((follower) => !condition(follower));
      end(
        waiting.length === 0
          ? now() - begun
          : waiting.map(
              ({ record, ready }) =>
                `${record.name} ${ready ? "ready" : "away"} at ${JSON.stringify(record.end)} ${record.oddities}`,
            ),
      );
    }, withinMs);
    looking.add(look);
    look();
  });
}

const atHead = (heads: Cursors) => (follower: Follower) =>
  follower.ready &&
  Object.entries(heads).every(([stream, { epoch, seq }]) => {
    const own = follower.cursors[stream];
    return !own || (own.epoch === epoch && own.seq >= seq);
  });

/** Light clients in a process of their own. */
answerParent({
  open({ plans, seed }: { plans: FollowerPlan[]; seed: number }) {
    const chance = new Chance(seed);
    for (const plan of plans) {
      const follower = new Follower(plan, chance, changed);
      followers.set(plan.name, follower);
      follower.connect();
    }
    return all(({ ready }) => ready, 30_000);
  },
  reach: ({ heads, withinMs }: { heads: Cursors; withinMs: number }) => all(atHead(heads), withinMs),
  sleep: (names: string[]) => names.map((name) => followers.get(name)?.sleep()).length,
  wake: (names: string[]) => names.map((name) => followers.get(name)?.wake()).length,
  ready: () => [...followers.values()].filter(({ ready }) => ready).length,
  close(file: string) {
    for (const follower of followers.values()) follower.stop();
    writeFileSync(file, JSON.stringify([...followers.values()].map(({ record }) => record)));
  },
});
