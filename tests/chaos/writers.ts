import { writeFileSync } from "node:fs";
import { Chance } from "../harness/chance";
import { answerParent } from "../load/child";
import { Writer, type WriterPlan } from "./writer";

let writers: Writer[] = [];

/** Caddie masters in a process of their own. */
answerParent({
  open({ plans, seed }: { plans: WriterPlan[]; seed: number }) {
    writers = plans.map((plan, n) => new Writer(plan, new Chance(seed + n)));
  },
  start() {
    for (const writer of writers) writer.start();
  },
  async stop() {
    await Promise.all(writers.map((writer) => writer.stop()));
  },
  /** Changes that are answered by now. */
  count: () => writers.flatMap(({ records }) => records).filter(({ answeredAt }) => answeredAt > 0).length,
  close(file: string) {
    writeFileSync(file, JSON.stringify(writers.flatMap(({ records }) => records)));
  },
});
