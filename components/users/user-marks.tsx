"use client";
import clsx from "clsx";
import { CircleCheck, CircleX, type LucideIcon, MailPlus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";
import type { ListedUser } from "@/lib/users/contract";
import type { UserState } from "@/lib/users/vocabulary";
import { useListName } from "../caddies/use-list-name";

const STATES: Record<UserState, { icon: LucideIcon; look: string }> = {
  active: { icon: CircleCheck, look: "text-free" },
  invited: { icon: MailPlus, look: "text-called" },
  disabled: { icon: CircleX, look: "text-absent" },
};

/** Word, icon and colour, always together. */
export function StateMark({ state }: { state: UserState }) {
  const t = useTranslations("users");
  const { icon: Icon, look } = STATES[state];
  return (
    <span
      className={clsx("inline-flex items-center gap-1.5 whitespace-nowrap font-semibold text-[13px]", look)}
    >
      <Icon size={14} aria-hidden="true" />
      {t(`states.${state}`)}
    </span>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** "en línea", "visto hace 12 min", and from yesterday on the day. */
export function useSeenText(now: number): (seen: Pick<ListedUser, "online" | "lastSeenAt">) => string {
  const t = useTranslations("users");
  const time = useTranslations("time");
  const format = useFormatter();
  return ({ online, lastSeenAt }) => {
    if (online) return t("online");
    if (lastSeenAt === null) return t("neverSeen");
    const at = new Date(lastSeenAt);
    const ago = now - at.getTime();
    if (ago >= DAY_MS) return t("seen", { when: format.dateTime(at, { dateStyle: "medium" }) });
    const span = waitingSpan(ago);
    return span.unit === "now" ? t("seenNow") : t("seenAgo", { age: spanText(time, span) });
  };
}

/** Names of the lists that an account sees, the one of its caddie first. */
export function useListTexts(): (user: ListedUser, ofCaddie: number | undefined) => string {
  const t = useTranslations("users");
  const listName = useListName();
  return (user, ofCaddie) => {
    if (user.role === "ADMIN") return t("allLists");
    const numbers = [...new Set([...(ofCaddie === undefined ? [] : [ofCaddie]), ...user.lists])];
    if (numbers.length === 0) return t("noLists");
    return numbers.map(listName).join(", ");
  };
}
