import clsx from "clsx";
import type { ComponentProps } from "react";

export type ButtonKind = "main" | "ghost" | "quiet" | "danger" | "onBrand";

const kinds: Record<ButtonKind, string> = {
  main: "bg-brand text-brand-ink hover:opacity-90",
  ghost: "border border-line bg-surface text-ink hover:border-edge",
  quiet: "text-ink hover:bg-sunken",
  danger: "border border-line bg-surface text-danger hover:border-danger",
  onBrand: "bg-rail-soft text-rail-ink hover:opacity-90",
};

const sizes = {
  /** 44 px: the least that a thumb hits. */
  small: "min-h-11 px-4 text-[14px]",
  medium: "min-h-12 px-5 text-[15px]",
  large: "min-h-14 px-6 text-[17px]",
  icon: "size-11 shrink-0",
};

export interface ButtonLook {
  kind?: ButtonKind;
  size?: keyof typeof sizes;
  className?: string;
}

/** Classes of a button, for links that act as one. */
export function buttonLook({ kind = "ghost", size = "small", className }: ButtonLook): string {
  return clsx(
    "inline-flex items-center justify-center gap-2 rounded-control font-semibold select-none",
    "transition-[opacity,border-color,background-color] duration-150 disabled:cursor-not-allowed disabled:opacity-55",
    kinds[kind],
    sizes[size],
    className,
  );
}

export function Button({
  kind,
  size,
  className,
  type = "button",
  ...rest
}: ComponentProps<"button"> & ButtonLook) {
  return <button type={type} className={buttonLook({ kind, size, className })} {...rest} />;
}
