import clsx from "clsx";

export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-block size-5 shrink-0 animate-turning rounded-full border-2 border-current border-r-transparent",
        className,
      )}
    />
  );
}
