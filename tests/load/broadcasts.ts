import { pause } from "./clock";
import { type Spread, spreadOf } from "./percentiles";
import { cpuMs } from "./process-cost";
import type { Swarm } from "./swarm-handle";

/** A server under the same load as the others. */
export interface Subject {
  name: string;
  pid: number;
  audience: string;
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
  swarm: Swarm,
  subjects: readonly Subject[],
  plan: { clicks: number; rounds: number },
): Promise<Map<string, Measured>> {
  const runs = new Map(subjects.map((subject) => [subject, new Run(subject)]));
  const perRound = Math.ceil(plan.clicks / plan.rounds);
  for (let round = 0; round < plan.rounds; round++) {
    for (const run of runs.values()) await run.round(swarm, perRound);
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

  async round(swarm: Swarm, clicks: number): Promise<void> {
    const { pid, audience, click, silent } = this.#subject;
    const before = cpuMs(pid);
    for (let i = 0; i < clicks; i++) {
      const all = swarm.next(audience);
      const [{ sentAt, answeredAt }, { first, last }] = await Promise.all([click(), all]);
      this.#first.push(first - sentAt);
      this.#last.push(last - sentAt);
      this.#answer.push(answeredAt - sentAt);
      this.#fanOut.push(last - first);
      await pause(PAUSE_MS);
    }
    const between = cpuMs(pid);
    for (let i = 0; i < clicks; i++) {
      await silent();
      await pause(PAUSE_MS);
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
