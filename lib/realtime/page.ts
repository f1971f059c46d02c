/** What the browser tells about the page; a phone that slept wakes up with a dead socket that looks alive. */
export interface PageSignals {
  visible(): boolean;
  /** The device's own word: false is believed until the socket proves the contrary. */
  online(): boolean;
  /** `wake`: shown again, restored, or the network is back. Returns the function that stops listening. */
  watch(signals: { wake(): void; offline(): void }): () => void;
}

/** The signals of `window` and `document`; call `watch` in the browser only. */
export const browserPage: PageSignals = {
  visible: () => typeof document === "undefined" || document.visibilityState === "visible",
  online: () => typeof navigator === "undefined" || navigator.onLine !== false,
  watch({ wake, offline }) {
    if (typeof window === "undefined") return () => undefined;
    const shown = () => {
      if (document.visibilityState === "visible") wake();
    };
    document.addEventListener("visibilitychange", shown);
    window.addEventListener("pageshow", wake);
    window.addEventListener("online", wake);
    window.addEventListener("offline", offline);
    return () => {
      document.removeEventListener("visibilitychange", shown);
      window.removeEventListener("pageshow", wake);
      window.removeEventListener("online", wake);
      window.removeEventListener("offline", offline);
    };
  },
};
