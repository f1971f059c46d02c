import type { Clock } from "../../lib/realtime/clock";
import type { PageSignals } from "../../lib/realtime/page";

/** A page whose owner looks away, loses the network and comes back when the test says so. */
export class TestPage implements PageSignals {
  isVisible = true;
  isOnline = true;
  #signals = { wake: () => {}, offline: () => {} };

  visible = () => this.isVisible;
  online = () => this.isOnline;

  watch(signals: { wake(): void; offline(): void }): () => void {
    this.#signals = signals;
    return () => {
      this.#signals = { wake: () => {}, offline: () => {} };
    };
  }

  wake(): void {
    this.isVisible = true;
    this.isOnline = true;
    this.#signals.wake();
  }

  loseNetwork(): void {
    this.isOnline = false;
    this.#signals.offline();
  }
}

/** Real time, ten times as fast, that can say how many timers are waiting. Chance is the middle: no jitter. */
export class FastClock implements Clock {
  readonly #began = Date.now();
  #waiting = 0;

  get waiting(): number {
    return this.#waiting;
  }

  now(): number {
    return this.#began + (Date.now() - this.#began) * 10;
  }

  after(ms: number, task: () => void): () => void {
    this.#waiting += 1;
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      this.#waiting -= 1;
    };
    const timer = setTimeout(() => {
      end();
      task();
    }, ms / 10);
    return () => {
      end();
      clearTimeout(timer);
    };
  }

  random(): number {
    return 0.5;
  }
}
