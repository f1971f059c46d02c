import clsx from "clsx";

export function Bone({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx("animate-breathe rounded-lg bg-sunken", className)} />;
}
