import type { Heard } from "./audience";
import { now, pause } from "./clock";
import { type Spread, spreadOf } from "./percentiles";
import { cpuMs } from "./process-cost";

/** A server under the same load as the others. */
export interface Subject {
  name: string;
  pid: number;
  /** Resolves when the last of the audience has heard the next event. */
  next(): Promise<Heard>;
  /** Makes one event for the whole audience. */
  click(): Promise<{ sentAt: number; answeredAt: number }>;
  /** The same work, heard by nobody: what is left of a click when the broadcast is taken away. */
  silent(): Promise<{ sentAt: number; answeredAt: number }>;
}

/** Latencies in milliseconds from the request's first byte; CPU of the server's process in milliseconds. */
export interface Measured {
  toFirst: Spread;
  toLast: Spread;
  toAnswer: Spread;
  /** From the first client to the last. */
  fanOut: Spread;
  cpuPerClick: number;
  cpuPerSilentClick: number;
  /** CPU of the broadcast alone. */
  cpuPerBroadcast: number;
}

/** Between two clicks: the next one must not meet what the last one left. */
const PAUSE_MS = 10;

/** Measures all subjects in turns, so that what drifts on the machine falls on all alike. */
export async function measureBroadcasts(
  subjects: readonly Subject[],
  plan: { clicks: number; rounds: number },
): Promise<Map<string, Measured>> {
  const runs = new Map(subjects.map((subject) => [subject, new Run(subject)]));
  const perRound = Math.ceil(plan.clicks / plan.rounds);
  for (let round = 0; round < plan.rounds; round++) {
    for (const run of runs.values()) await run.round(perRound);
  }
  return new Map([...runs].map(([subject, run]) => [subject.name, run.result()]));
}

class Run {
  readonly #subject: Subject;
  readonly #first: number[] = [];
  readonly #last: number[] = [];
  readonly #answer: number[] = [];
  readonly #fanOut: number[] = [];
  #cpu = 0;
  #silentCpu = 0;

  constructor(subject: Subject) {
    this.#subject = subject;
  }

  async round(clicks: number): Promise<void> {
    const { pid, next, click, silent } = this.#subject;
    const took: number[] = [];
    const before = cpuMs(pid);
    for (let i = 0; i < clicks; i++) {
      const begun = now();
      const all = next();
      const [{ sentAt, answeredAt }, { first, last }] = await Promise.all([click(), all]);
      took.push(now() - begun);
      this.#first.push(first - sentAt);
      this.#last.push(last - sentAt);
      this.#answer.push(answeredAt - sentAt);
      this.#fanOut.push(last - first);
      await pause(PAUSE_MS);
    }
    const between = cpuMs(pid);
    for (const length of took) {
      const begun = now();
      await silent();
      // As long as its loud one: the heartbeats of ten thousand clients then fall into both alike.
      await pause(PAUSE_MS + Math.max(0, length - (now() - begun)));
    }
    this.#cpu += between - before;
    this.#silentCpu += cpuMs(pid) - between;
  }

  result(): Measured {
    const clicks = this.#last.length;
    return {
      toFirst: spreadOf(this.#first),
      toLast: spreadOf(this.#last),
      toAnswer: spreadOf(this.#answer),
      fanOut: spreadOf(this.#fanOut),
      cpuPerClick: this.#cpu / clicks,
      cpuPerSilentClick: this.#silentCpu / clicks,
      cpuPerBroadcast: (this.#cpu - this.#silentCpu) / clicks,
    };
  }
}
