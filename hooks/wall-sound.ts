import { Listeners } from "./listeners";
import { Age, type Clocks, deviceClocks } from "./wall-age";

/** `off`: nobody asked for it · `blocked`: the browser wants to be touched first. */
export type SoundState = "off" | "blocked" | "on";

interface Saying {
  text: string;
  lang: string;
  age: Age;
}

const WANTED = "tablero.sonido";
/** What waited longer is not said any more: he has gone, or was called by mouth. */
const TOO_LATE_MS = 30_000;
/** More at once nobody listens to. */
const MOST = 6;
/** Some televisions begin to speak and never say that they have ended. */
const SPEECH_MS = 9_000;
const NOTES: [hertz: number, atSeconds: number][] = [
  [784, 0],
  [1047, 0.22],
];
const CHIME_MS = 900;

/** The chime and the voice of a screen: one call after the other, each with a chime, none too late. */
export class WallSound {
  readonly changed = new Listeners();
  readonly #clocks: Clocks;
  #audio: AudioContext | null = null;
  #state: SoundState = "off";
  #queue: Saying[] = [];
  #busy = false;
  /** Held while it is spoken: Chromium forgets to tell the end of one that nobody holds. */
  #speaking: SpeechSynthesisUtterance | null = null;

  constructor(clocks: Clocks = deviceClocks) {
    this.#clocks = clocks;
  }

  get state(): SoundState {
    return this.#state;
  }

  /** Whether this device can speak at all. */
  get hasVoice(): boolean {
    return "speechSynthesis" in window;
  }

  /** After a reload: on again where it was on and the browser allows it. */
  restore(): void {
    if (readWanted()) void this.#begin(false);
  }

  /** The button: a browser lets a page sound only after somebody has touched it. */
  async enable(): Promise<void> {
    writeWanted();
    await this.#begin(true);
  }

  say(text: string, lang: string): void {
    if (this.#state !== "on") return;
    this.#queue.push({ text, lang, age: new Age(this.#clocks) });
    this.#queue.splice(0, this.#queue.length - MOST);
    void this.#work();
  }

  async #begin(chimes: boolean): Promise<void> {
    try {
      this.#audio ??= new AudioContext();
      // Where it is not allowed yet, this waits until it is: nobody can wait for that.
      void this.#audio.resume().then(() => this.#look());
      if (chimes) await this.#chime();
    } finally {
      this.#look();
    }
  }

  #look(): void {
    const state: SoundState = this.#audio?.state === "running" ? "on" : "blocked";
    if (state === this.#state) return;
    this.#state = state;
    this.changed.tell();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      if (next.age.ms > TOO_LATE_MS) continue;
      await this.#chime();
      await this.#speak(next);
    }
    this.#busy = false;
  }

  async #chime(): Promise<void> {
    const audio = this.#audio;
    if (!audio) return;
    void audio.resume();
    for (const [hertz, at] of NOTES) {
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      const from = audio.currentTime + at;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(0, from);
      volume.gain.linearRampToValueAtTime(0.5, from + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
      tone.connect(volume);
      volume.connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.62);
      tone.onended = () => volume.disconnect();
    }
    await new Promise((resolve) => setTimeout(resolve, CHIME_MS));
  }

  async #speak({ text, lang }: Saying): Promise<void> {
    if (!this.hasVoice) return;
    const speech = new SpeechSynthesisUtterance(text);
    speech.lang = lang;
    speech.voice = voiceFor(lang);
    speech.rate = 0.92;
    this.#speaking = speech;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => {
        window.speechSynthesis.cancel();
        resolve();
      }, SPEECH_MS);
      const end = () => {
        clearTimeout(late);
        resolve();
      };
      speech.onend = end;
      speech.onerror = end;
      window.speechSynthesis.speak(speech);
    });
    if (this.#speaking === speech) this.#speaking = null;
  }
}

/** The accent of the region first, then any voice of the language; null lets the device choose. */
function voiceFor(lang: string): SpeechSynthesisVoice | null {
  const [language = lang] = lang.split("-");
  const nearest = language === "es" ? ["es-co", "es-419", "es-mx", "es-us"] : ["en-us", "en-gb"];
  const own = window.speechSynthesis
    .getVoices()
    .map((voice) => ({ voice, speaks: voice.lang.replace("_", "-").toLowerCase() }))
    .filter(({ speaks }) => speaks === language || speaks.startsWith(`${language}-`));
  const near = nearest.map((wanted) => own.find(({ speaks }) => speaks === wanted)).find(Boolean);
  return (near ?? own[0])?.voice ?? null;
}

// A television may keep nothing for pages; then the button is there after each start.
function readWanted(): boolean {
  try {
    return localStorage.getItem(WANTED) === "1";
  } catch {
    return false;
  }
}
function writeWanted(): void {
  try {
    localStorage.setItem(WANTED, "1");
  } catch {
    return;
  }
}
