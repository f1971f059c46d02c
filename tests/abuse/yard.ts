import { type Child, startChild } from "../load/processes";
import type { Attendance, YardFacts, YardState } from "./yard-process";

/** A real server in a process of its own, as the attackers' process speaks to it. */
export class Yard {
  readonly #child: Child;
  #port = 0;

  private constructor(child: Child) {
    this.#child = child;
  }

  /** @param variables further environment of the server */
  static async open(variables: Record<string, string> = {}): Promise<Yard> {
    const args = ["--expose-gc", "--import", "tsx", "tests/abuse/yard-process.ts"];
    const yard = new Yard(startChild(process.execPath, args));
    await yard.#child.ask("start", variables);
    return yard;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A club of its own: watchers in list 1 (with one more caddie, to be moved), a crowd in list 2. */
  async club(watchers: number, crowd: number): Promise<YardFacts> {
    const facts = await this.#child.ask<YardFacts>("club", { watchers, crowd });
    this.#port = facts.port;
    return facts;
  }

  /** Collects garbage and looks; what was logged is told once. @throws Error with what it said when it has ended */
  state(): Promise<YardState> {
    return this.#child.ask("state");
  }

  attendance(): Promise<Attendance> {
    return this.#child.ask("attendance");
  }

  async close(): Promise<void> {
    await this.#child.ask("stop");
    await this.#child.stop();
  }
}
