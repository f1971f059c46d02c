import { Api } from "../harness/api";
import { Phone } from "../harness/phone";
import { noticed, until } from "../harness/until";
import type { Yard } from "./yard";
import type { YardFacts } from "./yard-process";

const CLICK_EVERY_MS = 150;
/** Below 100 a minute. */
const PULSE_EVERY_MS = 650;

export interface Felt {
  clicks: number;
  /** Round trips of `ping:rtt`, in ms, ascending. */
  rtts: number[];
}

/** People who do their work while somebody else attacks: a master who clicks, phones that hear each click. */
export class Bystanders {
  readonly phones: Phone[];
  readonly #master: Api;
  readonly #subject: string;
  readonly #rtts: number[] = [];
  #clicks = 0;
  #working: Promise<unknown> = Promise.resolve();
  #stopped = false;

  private constructor(phones: Phone[], master: Api, subject: string) {
    this.phones = phones;
    this.#master = master;
    this.#subject = subject;
  }

  static async gather(yard: Yard, facts: YardFacts): Promise<Bystanders> {
    const people = [facts.admin, ...facts.watchers];
    const phones = people.map(({ token }) => new Phone(yard.url, { auth: { token } }));
    await Promise.all(phones.map((phone) => phone.ready()));
    const subject = facts.caddieIds.at(-1) ?? "";
    return new Bystanders(phones, new Api(() => yard.url, facts.admin.token), subject);
  }

  /** Begins to click and to measure, until `finish`. */
  begin(): void {
    this.#working = Promise.all([this.#click(), ...this.phones.map((phone) => this.#pulse(phone))]);
    // Told by finish(), which a test that failed before does not reach.
    this.#working.catch(() => undefined);
  }

  /** Resolves when so many more clicks have been answered. */
  async clicked(more: number): Promise<void> {
    const goal = this.#clicks + more;
    await until(() => this.#clicks >= goal, `${more} clicks`);
  }

  /** @throws Error when a click was refused, or one of them lost his connection or did not hear each click once */
  async finish(): Promise<Felt> {
    this.#stopped = true;
    await this.#working;
    for (const [n, phone] of this.phones.entries()) {
      if (phone.ended !== null) throw new Error(`bystander ${n} was cut off: ${phone.ended}`);
      const { seq: begun = 0 } = (await phone.ready()).streams["list-1"] ?? {};
      await phone.entry("list-1", begun + this.#clicks);
      const seqs = phone.on("list-1").map(({ seq }) => seq);
      if (seqs.join() !== seqs.map((_, i) => begun + i + 1).join())
        throw new Error(`bystander ${n} heard ${seqs}`);
    }
    return { clicks: this.#clicks, rtts: this.#rtts.sort((a, b) => a - b) };
  }

  async #click(): Promise<void> {
    while (!this.#stopped) {
      const status = this.#clicks % 2 ? "Disponible" : "Ausente";
      const reply = await this.#master.status(this.#subject, status);
      if (reply.status !== 200) throw new Error(`a click was answered with ${reply.status}`);
      this.#clicks++;
      noticed();
      await pause(CLICK_EVERY_MS);
    }
  }

  async #pulse(phone: Phone): Promise<void> {
    while (!this.#stopped) {
      const begun = performance.now();
      await phone.pulse();
      this.#rtts.push(performance.now() - begun);
      await pause(PULSE_EVERY_MS);
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
