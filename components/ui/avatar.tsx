import clsx from "clsx";
import { useContext } from "react";
import { PhotoSource } from "./photo-source";

const tones = {
  brand: "bg-brand text-brand-ink",
  free: "bg-brand-soft text-free",
  out: "bg-out-soft text-out",
  absent: "bg-absent-soft text-absent",
};

const sizes = {
  small: "size-6 text-[10px]",
  medium: "size-9 text-[12.5px]",
  large: "size-11 text-[14px]",
  huge: "size-20 text-[26px]",
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

/** `of`: the id by which his picture is known; without one, and until it is here, the letters stand in its place. */
export function Avatar({
  name,
  of = "",
  tone = "free",
  size = "medium",
}: {
  name: string;
  of?: string;
  tone?: keyof typeof tones;
  size?: keyof typeof sizes;
}) {
  const src = useContext(PhotoSource)(of);
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "relative inline-flex shrink-0 overflow-hidden items-center justify-center rounded-full font-bold",
        tones[tone],
        sizes[size],
      )}
    >
      {initials(name)}
      {src ? <Picture key={src} src={src} /> : null}
    </span>
  );
}

function Picture({ src }: { src: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: it is as small as it is shown already, and asks for a session.
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      onError={(event) => {
        event.currentTarget.hidden = true;
      }}
      className="absolute inset-0 size-full object-cover"
    />
  );
}
