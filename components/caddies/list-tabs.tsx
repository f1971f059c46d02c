"use client";
import clsx from "clsx";
import type { ListView } from "./board-view";

/** The lists on a phone: name and how many wait. */
export function ListTabs({
  lists,
  active,
  label,
  onChange,
}: {
  lists: readonly ListView[];
  active: number;
  label: string;
  onChange: (number: number) => void;
}) {
  return (
    <nav
      aria-label={label}
      className="flex min-w-0 flex-1 gap-1 overflow-x-auto rounded-control bg-sunken p-1"
    >
      {lists.map((list) => (
        <button
          key={list.number}
          type="button"
          aria-pressed={list.number === active}
          onClick={() => onChange(list.number)}
          className={clsx(
            "min-h-11 flex-1 whitespace-nowrap rounded-[9px] px-2 font-semibold text-[14px]",
            list.number === active ? "bg-surface text-ink" : "text-muted",
          )}
        >
          {list.name} <span className="numeral ml-0.5 text-[15px]">{list.queue.length}</span>
        </button>
      ))}
    </nav>
  );
}
