import clsx from "clsx";
import type { ReactNode } from "react";

export interface PageFrameProps {
  title: string;
  subtitle?: string;
  /** Stays in reach beside the title, whatever the connection does. */
  tools?: ReactNode;
  /** Fixed under the page, in reach of the thumb. */
  footer?: ReactNode;
  /** Set where the page scrolls by itself, such as in columns. */
  ownScroll?: boolean;
  children: ReactNode;
}

/** A page: its top line, what scrolls, what can be undone, and what stays under the thumb. Each part has its own room. */
export function PageFrame({
  top,
  undo,
  footer,
  ownScroll = false,
  children,
}: Omit<PageFrameProps, "title" | "subtitle" | "tools"> & { top: ReactNode; undo?: ReactNode }) {
  return (
    <>
      <div className="h-16 shrink-0 lg:h-18 print:hidden">{top}</div>
      <div
        className={clsx(
          "relative min-h-0 flex-1 print:overflow-visible",
          ownScroll ? "flex flex-col" : "overflow-y-auto overscroll-contain",
        )}
      >
        {/* The room below is inside: what sticks to the bottom of the screen must not stop short of it. */}
        {ownScroll ? children : <div className="px-4 pb-6 md:px-6 print:p-0">{children}</div>}
      </div>
      {undo ? <div className="shrink-0 print:hidden">{undo}</div> : null}
      {footer ? <div className="shrink-0 print:hidden">{footer}</div> : null}
    </>
  );
}

export function PageTitle({ title, subtitle }: { title: string; subtitle?: string }) {
  return (
    <>
      <h1 className="numeral truncate font-bold text-[22px] leading-7">{title}</h1>
      {subtitle ? <p className="truncate text-[13px] text-muted max-lg:hidden">{subtitle}</p> : null}
    </>
  );
}
