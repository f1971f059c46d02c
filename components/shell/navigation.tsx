"use client";
import clsx from "clsx";
import { Activity, CircleUserRound, Flag, History, ListOrdered, type LucideIcon, Users } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useSession } from "@/hooks/use-session";
import { Mark } from "./mark";
import { PageLink } from "./page-link";

interface Entry {
  href: string;
  text: "board" | "club" | "myList" | "myTurns" | "system" | "users" | "profile";
  icon: LucideIcon;
}

function useEntries(): Entry[] {
  const { user } = useSession();
  const profile: Entry = { href: "/perfil", text: "profile", icon: CircleUserRound };
  const board: Entry = { href: "/turnos", text: "board", icon: ListOrdered };
  if (user.role === "ADMIN") {
    return [
      board,
      { href: "/usuarios", text: "users", icon: Users },
      { href: "/sistema", text: "system", icon: Activity },
      { href: "/club", text: "club", icon: Flag },
      profile,
    ];
  }
  return [
    user.caddieId ? { ...board, text: "myList" } : board,
    ...(user.caddieId
      ? [{ href: `/caddies/${user.caddieId}`, text: "myTurns", icon: History } as const]
      : []),
    profile,
  ];
}

/** What works, and nothing else: a rail on a desktop, a bar at the bottom on a phone. */
export function Navigation({ form }: { form: "rail" | "bar" }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const rail = form === "rail";
  return (
    <nav
      aria-label={t("label")}
      className={
        rail
          ? "flex w-22 shrink-0 flex-col items-center gap-2 border-line bg-rail px-1.5 py-4 max-lg:hidden"
          : "flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
      }
    >
      {rail ? (
        <div className="pb-3">
          <Mark />
        </div>
      ) : null}
      {useEntries().map(({ href, text, icon: Icon }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <PageLink
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={clsx(
              "flex flex-col items-center justify-center gap-1 font-semibold",
              rail ? "min-h-15 w-full rounded-control text-[11.5px]" : "min-h-14 flex-1 text-[12px]",
              rail && (here ? "bg-rail-soft text-rail-ink" : "text-rail-muted hover:text-rail-ink"),
              !rail && (here ? "text-brand" : "text-muted"),
            )}
          >
            <Icon size={rail ? 21 : 22} aria-hidden="true" />
            {t(text)}
          </PageLink>
        );
      })}
    </nav>
  );
}
