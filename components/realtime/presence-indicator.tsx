"use client";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import { usePresence } from "@/hooks/use-presence";
import type { PresentUser } from "@/lib/realtime/contract";
import { Avatar } from "../ui/avatar";

/** Faces that are shown beside each other before a number stands for the rest. */
const FACES = 3;

/** Who else looks at this; nothing where nobody does. */
export function PresenceIndicator({ resource }: { resource: string }) {
  const t = useTranslations("presence");
  const users = usePresence(resource) ?? [];
  if (users.length === 0) return null;
  const names = users.slice(0, FACES).map((user) => user.name);
  const more = users.length - names.length;
  return (
    <p className="flex min-h-9 items-center gap-2.5 text-[14px] text-muted" role="status">
      <span className="flex -space-x-2">
        {users.slice(0, FACES).map((user) => (
          <Face key={user.id} user={user} />
        ))}
      </span>
      <span className="min-w-0">{t("viewing", { names: names.join(", "), n: users.length, more })}</span>
    </p>
  );
}

/** A face with its state: a filled dot is awake, a ring is idle. The word for it stands beside where there is room. */
export function Face({ user }: { user: PresentUser }) {
  return (
    <span className="relative inline-flex rounded-full ring-2 ring-surface">
      <Avatar name={user.name} of={user.id} />
      <span
        aria-hidden="true"
        className={clsx(
          "absolute -right-0.5 -bottom-0.5 size-3 rounded-full border-2 border-surface",
          user.status === "online" ? "bg-free" : "bg-surface ring-2 ring-muted ring-inset",
        )}
      />
    </span>
  );
}
