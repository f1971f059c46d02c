"use client";
import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSession } from "@/hooks/use-session";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";

const PARTS = [
  { href: "/historial", text: "figures" },
  { href: "/historial/equidad", text: "fairness" },
  { href: "/historial/maquina", text: "machine" },
] as const;
const CLOSES = { href: "/cierre", text: "closes" } as const;

/** A page of the history: its parts as tabs on top. What a caddie may not see is not there. */
export function HistoryFrame({ children, tools }: { children: ReactNode; tools?: ReactNode }) {
  const t = useTranslations("history");
  const { user, club } = useSession();
  const path = usePathname();
  const parts = user.role === "ADMIN" ? [...PARTS, CLOSES] : PARTS;
  return (
    <LivePageFrame title={t("title")} subtitle={club.name} tools={tools}>
      <div className="mx-auto max-w-5xl">
        <nav
          aria-label={t("parts")}
          className="-mx-4 mb-4 flex gap-1 overflow-x-auto px-4 pt-1 md:mx-0 md:px-0 print:hidden"
        >
          {parts.map(({ href, text }) => (
            <PageLink
              key={href}
              href={href}
              aria-current={path === href ? "page" : undefined}
              className={clsx(
                "flex min-h-11 shrink-0 items-center rounded-full px-4 font-semibold text-[14px] max-sm:px-2.5 max-sm:text-[13px]",
                path === href ? "bg-brand text-brand-ink" : "border border-line bg-surface text-ink",
              )}
            >
              {t(text)}
            </PageLink>
          ))}
        </nav>
        {children}
      </div>
    </LivePageFrame>
  );
}
