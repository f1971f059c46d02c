const YEAR_S = 31_536_000;

/** Keeps what a person chose on this device, where the server reads it with the next request. */
export function keepPreference(cookie: string, value: string): void {
  const secure = window.location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from Safari and Firefox phones.
  document.cookie = `${cookie}=${value}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`;
}
