"use client";
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ListedUser } from "@/lib/users/contract";
import { Avatar } from "../ui/avatar";
import { StateMark } from "./user-marks";

/** One account; the whole row opens it. */
export function UserRow({
  user,
  own,
  lists,
  seen,
  onOpen,
}: {
  user: ListedUser;
  /** The one who looks. */
  own: boolean;
  lists: string;
  seen: string;
  onOpen: (userId: string) => void;
}) {
  const t = useTranslations("users");
  return (
    <li className="border-line border-t first:border-t-0" data-user={user.id}>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => onOpen(user.id)}
        className="flex min-h-16 w-full items-center gap-3 px-4 py-2 text-left hover:bg-ink/4 focus-visible:-outline-offset-3 max-sm:px-3"
      >
        <Avatar name={user.name} of={user.id} tone={user.state === "disabled" ? "absent" : "free"} />
        <span className="grid min-w-0 flex-1 gap-x-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)_minmax(0,4fr)_minmax(0,3fr)] lg:items-center">
          <span className="min-w-0">
            <span className="block truncate font-semibold">
              {own ? t("you", { name: user.name }) : user.name}
            </span>
            <span className="block truncate text-[13px] text-muted max-sm:hidden">{user.identifier}</span>
          </span>
          <span className="truncate text-[13.5px] max-lg:text-[13px]">
            {t(`roles.${user.role}`)}
            <span className="text-muted lg:hidden"> · {lists}</span>
          </span>
          <span className="truncate text-[13.5px] text-muted max-lg:hidden">{lists}</span>
          <span className="flex flex-wrap items-center gap-x-3 lg:flex-col lg:items-start">
            <StateMark state={user.state} />
            <span className={clsx("text-[13px]", user.online ? "font-semibold text-free" : "text-muted")}>
              {seen}
            </span>
          </span>
        </span>
        <span className="sr-only">{t("open", { name: user.name })}</span>
        <ChevronRight size={20} aria-hidden="true" className="shrink-0 text-muted" />
      </button>
    </li>
  );
}
