import { writeFileSync } from "node:fs";
import type { BoardSnapshot, CaddieStatus } from "@/lib/caddies/contract";
import type { Cursors } from "@/lib/realtime/contract";
import { answerParent } from "../load/child";
import { now, pause } from "../load/clock";
import type { FollowerPlan } from "./follower";
import { ChaosPage } from "./page";

const pages = new Map<string, ChaosPage>();
const LOOK_MS = 10;

async function until(condition: (page: ChaosPage) => boolean, withinMs: number): Promise<number | string[]> {
  const begun = now();
  for (;;) {
    const waiting = [...pages.values()].filter((page) => !condition(page));
    if (waiting.length === 0) return now() - begun;
    if (now() - begun > withinMs) {
      return waiting.map(({ record, client, waiting: taps }) => {
        const state = `${client.getState().phase} at ${JSON.stringify(client.cursors())}, ${taps} taps waiting`;
        return `${record.name} ${state}`;
      });
    }
    await pause(LOOK_MS);
  }
}

const atHead = (heads: Cursors) => (page: ChaosPage) => {
  const own = page.client.cursors();
  const there = Object.entries(heads).every(
    ([stream, { epoch, seq }]) => !own[stream] || (own[stream].epoch === epoch && own[stream].seq >= seq),
  );
  return there && page.client.getState().phase === "live";
};

/** Pages with the product's own client, in a process of their own. */
answerParent({
  open(opened: { plan: FollowerPlan; snapshot: BoardSnapshot }[]) {
    for (const { plan, snapshot } of opened) {
      const page = new ChaosPage(plan, snapshot);
      pages.set(plan.name, page);
      page.client.start();
    }
    return until(({ client }) => client.getState().phase === "live", 30_000);
  },
  reach: ({ heads, withinMs }: { heads: Cursors; withinMs: number }) => until(atHead(heads), withinMs),
  tap({ name, taps }: { name: string; taps: { caddieId: string; status: CaddieStatus }[] }) {
    for (const { caddieId, status } of taps) pages.get(name)?.tap(caddieId, status);
  },
  tapped: (withinMs: number) => until(({ waiting }) => waiting === 0, withinMs),
  phases: () => [...pages.values()].map(({ client }) => client.getState().phase),
  /** Shown again after a while in the pocket. */
  wake() {
    for (const { signals } of pages.values()) signals.wake();
  },
  boards: () => [...pages.values()].map((page) => ({ name: page.record.name, board: page.board() })),
  close(file: string) {
    for (const page of pages.values()) page.close();
    const all = [...pages.values()];
    writeFileSync(
      file,
      JSON.stringify({ clients: all.map(({ record }) => record), taps: all.flatMap(({ taps }) => taps) }),
    );
  },
});
