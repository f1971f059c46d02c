"use client";
import clsx from "clsx";
import {
  Activity,
  Bell,
  CalendarDays,
  ChartColumn,
  CircleUserRound,
  Dices,
  Ellipsis,
  Flag,
  History,
  ListOrdered,
  type LucideIcon,
  Megaphone,
  MessageSquareText,
  Users,
} from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useContext, useState } from "react";
import { useSession } from "@/hooks/use-session";
import { LateRequestsBadge } from "../absences/late-requests-badge";
import { Avatar } from "../ui/avatar";
import { PhotoSource } from "../ui/photo-source";
import { Sheet } from "../ui/sheet";
import { Mark } from "./mark";
import { PageLink } from "./page-link";

interface Entry {
  href: string;
  text:
    | "absences"
    | "announcements"
    | "board"
    | "club"
    | "draws"
    | "history"
    | "myList"
    | "myTurns"
    | "notices"
    | "profile"
    | "rollCall"
    | "system"
    | "users";
  icon: LucideIcon;
  /** A phone's bar has no room for it: there it is behind the bell, or in the tabs of the day's pages. */
  railOnly?: boolean;
}

function useEntries(): Entry[] {
  const { user } = useSession();
  const profile: Entry = { href: "/perfil", text: "profile", icon: CircleUserRound };
  const board: Entry = { href: "/turnos", text: "board", icon: ListOrdered };
  const absences: Entry = { href: "/permisos", text: "absences", icon: CalendarDays };
  const draws: Entry = { href: "/sorteo", text: "draws", icon: Dices };
  if (user.role === "ADMIN") {
    return [
      board,
      { href: "/llamado", text: "rollCall", icon: Megaphone },
      absences,
      { href: "/anuncios", text: "announcements", icon: MessageSquareText },
      draws,
      { href: "/historial", text: "history", icon: ChartColumn },
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
    ...(user.caddieId ? [absences] : []),
    draws,
    { href: "/avisos", text: "notices", icon: Bell, railOnly: true },
    profile,
  ];
}

/** The closes are a part of the history, with an address of their own. */
const isHere = (path: string, href: string) =>
  path === href || path.startsWith(`${href}/`) || (href === "/historial" && path === "/cierre");

/** What fits a phone's bar at a finger's width. */
const BAR_ENTRIES = 5;

/** What works, and nothing else: a rail on a desktop, a bar at the bottom on a phone, where the seldom used is one tap further. */
export function Navigation({ form }: { form: "rail" | "bar" }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const [open, setOpen] = useState(false);
  const rail = form === "rail";
  const entries = useEntries().filter(({ railOnly }) => rail || !railOnly);
  const fits = rail || entries.length <= BAR_ENTRIES;
  const shown = fits ? entries : entries.slice(0, BAR_ENTRIES - 1);
  const more = entries.slice(shown.length);
  const close = () => setOpen(false);
  return (
    <nav
      aria-label={t("label")}
      className={
        rail
          ? "flex w-22 shrink-0 flex-col items-center gap-1 overflow-y-auto border-line bg-rail px-1.5 py-4 max-lg:hidden print:hidden"
          : "flex shrink-0 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
      }
    >
      {rail ? (
        <div className="pb-3">
          <Mark />
        </div>
      ) : null}
      {shown.map((entry) => (
        <EntryLink key={entry.href} entry={entry} path={path} form={form} />
      ))}
      {more.length > 0 ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(true)}
          className={clsx(
            FORMS.bar,
            more.some(({ href }) => isHere(path, href)) ? "text-brand" : "text-muted",
          )}
        >
          <Ellipsis size={22} aria-hidden="true" />
          {t("more")}
        </button>
      ) : null}
      {open ? (
        <Sheet title={t("more")} closeLabel={t("close")} onClose={close}>
          <div className="grid gap-1">
            {more.map((entry) => (
              <EntryLink key={entry.href} entry={entry} path={path} form="sheet" onClick={close} />
            ))}
          </div>
        </Sheet>
      ) : null}
    </nav>
  );
}

const FORMS = {
  rail: "flex min-h-15 w-full shrink-0 flex-col items-center justify-center gap-1 rounded-control font-semibold text-[11.5px]",
  bar: "flex min-h-14 flex-1 flex-col items-center justify-center gap-1 font-semibold text-[12px]",
  sheet: "flex min-h-13 items-center gap-4 rounded-control px-3 font-semibold text-[15px]",
};

interface EntryLinkProps {
  entry: Entry;
  path: string;
  form: keyof typeof FORMS;
  onClick?: () => void;
}

function EntryLink({ entry: { href, text, icon: Icon }, path, form, onClick }: EntryLinkProps) {
  const t = useTranslations("nav");
  const { user } = useSession();
  const face = useContext(PhotoSource)(user.id);
  const here = isHere(path, href);
  return (
    <PageLink
      href={href}
      onClick={onClick}
      aria-current={here ? "page" : undefined}
      className={clsx(
        FORMS[form],
        form === "rail" && (here ? "bg-rail-soft text-rail-ink" : "text-rail-muted hover:text-rail-ink"),
        form === "bar" && (here ? "text-brand" : "text-muted"),
        form === "sheet" && (here ? "bg-brand-soft text-brand" : "text-ink"),
      )}
    >
      {href === "/perfil" && face ? (
        <Avatar name={user.name} of={user.id} size="small" tone="brand" />
      ) : (
        <span className="relative">
          <Icon size={form === "rail" ? 21 : 22} aria-hidden="true" />
          {href === "/permisos" ? <LateRequestsBadge /> : null}
        </span>
      )}
      {t(text)}
    </PageLink>
  );
}
