import { Listeners } from "./listeners";
import { Age, type Clocks, deviceClocks } from "./wall-age";
import { Pages, type WallPage } from "./wall-pages";
import { WallSound } from "./wall-sound";
import { type WallBoot, WallStore } from "./wall-store";

/** What one look at the screen shows; made anew each second and with each change. */
export interface WallLook {
  store: WallStore;
  sound: WallSound;
  page: WallPage | null;
  /** Counts the seconds; what stands still would burn in. */
  seconds: number;
}

interface Options {
  boot: WallBoot;
  /** What is said for a call, in the club's language. */
  words: (text: string, store: WallStore) => { text: string; lang: string };
  reload: () => void;
  clocks?: Clocks;
  store?: Partial<ConstructorParameters<typeof WallStore>[0]>;
}

/** A new program is loaded when nobody was called for so long. */
const QUIET_MS = 60_000;
/** The server may be away while it is renewed. */
const TRY_MS = 30_000;

/** Everything that a screen does by itself: one timer, whose work never grows. */
export class WallProgram {
  readonly store: WallStore;
  readonly sound: WallSound;
  readonly #changed = new Listeners();
  readonly #pages = new Pages();
  readonly #begun: Age;
  readonly #reload: () => void;
  readonly #clocks: Clocks;
  #quiet: Age;
  #tried: Age | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #look: WallLook;

  constructor({ boot, words, reload, clocks = deviceClocks, store }: Options) {
    this.#clocks = clocks;
    this.#begun = new Age(clocks);
    this.#quiet = new Age(clocks);
    this.#reload = reload;
    this.sound = new WallSound(clocks);
    this.store = new WallStore({
      ...{ boot, clocks, ...store },
      onCall: ({ listNumber, text }) => {
        this.#pages.call(listNumber, this.#begun.ms);
        const { text: said, lang } = words(text, this.store);
        this.sound.say(said, lang);
      },
    });
    this.#look = this.#made();
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#changed.subscribe(listener);
  readonly look = (): WallLook => this.#look;

  start(): () => void {
    const draw = () => this.#draw();
    const ends = [this.store.changed.subscribe(draw), this.sound.changed.subscribe(draw)];
    this.store.start();
    this.sound.restore();
    this.#timer = setInterval(() => {
      this.store.tick();
      this.#renew();
      draw();
    }, 1_000);
    return () => {
      if (this.#timer) clearInterval(this.#timer);
      this.store.stop();
      for (const end of ends) end();
    };
  }

  #draw(): void {
    this.#look = this.#made();
    this.#changed.tell();
  }

  #made(): WallLook {
    const lists = this.store.state?.lists.map(({ number, out }) => ({ number, out: out.length })) ?? [];
    return {
      store: this.store,
      sound: this.sound,
      page: this.#pages.at(this.#begun.ms, lists),
      seconds: Math.floor(this.#begun.ms / 1_000),
    };
  }

  /** Another program on the server: it is loaded in a quiet minute, at once where this one reads nothing any more. */
  #renew(): void {
    const { outdated, state, stale } = this.store;
    const busy = stale || (state?.lists ?? []).some(({ now }) => now.length > 0);
    if (busy) this.#quiet = new Age(this.#clocks);
    const wanted = outdated === "must" || (outdated === "yes" && this.#quiet.ms > QUIET_MS);
    if (!wanted || (this.#tried !== null && this.#tried.ms < TRY_MS)) return;
    this.#tried = new Age(this.#clocks);
    this.#reload();
  }
}
