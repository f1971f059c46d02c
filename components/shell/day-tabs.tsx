"use client";
import clsx from "clsx";
import { CalendarDays, Dices, Megaphone } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useSession } from "@/hooks/use-session";
import { LateRequestsBadge } from "../absences/late-requests-badge";
import { PageLink } from "./page-link";

const PAGES = [
  { href: "/llamado", text: "rollCall", icon: Megaphone },
  { href: "/permisos", text: "absences", icon: CalendarDays },
  { href: "/sorteo", text: "draws", icon: Dices },
] as const;

/** What a master does before the first one goes out; on a phone the bar below has room for one of them only. */
export function DayTabs() {
  const t = useTranslations("nav");
  const path = usePathname();
  if (useSession().user.role !== "ADMIN") return null;
  return (
    <nav aria-label={t("day")} className="mb-3 flex gap-1 lg:hidden">
      {PAGES.map(({ href, text, icon: Icon }) => (
        <PageLink
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={clsx(
            "inline-flex min-h-11 flex-1 items-center justify-center gap-1.5 rounded-control border-b-2 px-2 font-semibold text-[14px]",
            path === href ? "border-brand text-brand" : "border-transparent text-muted",
          )}
        >
          <span className="relative">
            <Icon size={18} aria-hidden="true" />
            {href === "/permisos" ? <LateRequestsBadge /> : null}
          </span>
          {t(text)}
        </PageLink>
      ))}
    </nav>
  );
}
