import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export const menuLook =
  "flex min-h-13 w-full items-center gap-3 rounded-control px-3 text-left font-semibold text-[15.5px] hover:bg-sunken";

/** One line of a sheet of actions. */
export function MenuButton({
  icon: Icon,
  danger = false,
  desktopOnly = false,
  onClick,
  children,
}: {
  icon: LucideIcon;
  danger?: boolean;
  desktopOnly?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <li className={desktopOnly ? "max-lg:hidden" : undefined}>
      <button type="button" onClick={onClick} className={clsx(menuLook, danger && "text-danger")}>
        <Icon size={20} aria-hidden="true" className={danger ? undefined : "text-muted"} />
        {children}
      </button>
    </li>
  );
}
