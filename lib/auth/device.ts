const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
/** Each says that it is the ones below it as well. */
const BROWSERS: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const LONGEST = 40;

/** A `User-Agent` in a person's words, such as "Android · Chrome"; its first word where it is no browser's. */
export function deviceOf(userAgent: string | null): string | null {
  const text = userAgent?.trim() ?? "";
  const known = [SYSTEMS, BROWSERS].flatMap((names) => names.find(([sign]) => sign.test(text))?.[1] ?? []);
  const words = known.length > 0 ? known.join(" · ") : (text.split(/[\s/(]/)[0] ?? "");
  return words.replace(/[^\x20-\x7e·]/g, "").slice(0, LONGEST) || null;
}
