import clsx from "clsx";

const tones = {
  brand: "bg-brand text-brand-ink",
  free: "bg-brand-soft text-free",
  out: "bg-out-soft text-out",
  absent: "bg-absent-soft text-absent",
};

/** First letters of the first two words: enough to tell two people apart, private enough for a wall. */
export function initials(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => Array.from(word)[0]?.toUpperCase() ?? "")
    .join("");
}

export function Avatar({
  name,
  tone = "free",
  size = "medium",
}: {
  name: string;
  tone?: keyof typeof tones;
  size?: "medium" | "large";
}) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-bold",
        tones[tone],
        size === "large" ? "size-11 text-[14px]" : "size-9 text-[12.5px]",
      )}
    >
      {initials(name)}
    </span>
  );
}
