/** Two notes, an octave bell that is heard in a yard and frightens nobody: frequency in Hz, start in seconds. */
const NOTES = [
  [880, 0],
  [1318.5, 0.16],
] as const;
const LASTS_S = 0.5;

let context: AudioContext | null = null;

/** Browsers let a page sound only after somebody has touched it: from then on it may. */
export function allowChime(): () => void {
  const unlock = () => {
    if (typeof AudioContext === "undefined") return;
    context ??= new AudioContext();
    if (context.state === "suspended") void context.resume();
  };
  window.addEventListener("pointerdown", unlock, { once: true });
  window.addEventListener("keydown", unlock, { once: true });
  return () => {
    window.removeEventListener("pointerdown", unlock);
    window.removeEventListener("keydown", unlock);
  };
}

/** Sounds, where the page may. */
export function chime(): void {
  if (context?.state !== "running") return;
  for (const [frequency, start] of NOTES) {
    const at = context.currentTime + start;
    const [tone, volume] = [context.createOscillator(), context.createGain()];
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + LASTS_S);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + LASTS_S);
  }
}
