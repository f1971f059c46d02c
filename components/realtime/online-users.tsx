"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePresence } from "@/hooks/use-presence";
import type { PresentUser } from "@/lib/realtime/contract";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { Face } from "./presence-indicator";

/** How many are online besides oneself, and behind a tap who. For admins. */
export function OnlineUsers() {
  const t = useTranslations("presence");
  const menu = useTranslations("menu");
  const users = usePresence("club");
  const [open, setOpen] = useState(false);
  if (users === null) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog" className="px-3.5!">
        <span aria-hidden="true" className="size-2.5 rounded-full bg-free" />
        {t("count", { n: users.length })}
      </Button>
      {open ? (
        <Sheet title={t("title")} closeLabel={menu("close")} onClose={() => setOpen(false)}>
          {users.length === 0 ? <p className="py-4 text-muted">{t("onlyYou")}</p> : <People users={users} />}
        </Sheet>
      ) : null}
    </>
  );
}

function People({ users }: { users: PresentUser[] }) {
  const t = useTranslations("presence");
  return (
    <ul className="flex flex-col divide-y divide-line">
      {users.map((user) => (
        <li key={user.id} className="flex min-h-14 items-center gap-3 py-2">
          <Face user={user} />
          <span className="min-w-0 flex-1 truncate font-semibold">{user.name}</span>
          <span className="text-[13px] text-muted">{t(user.status)}</span>
        </li>
      ))}
    </ul>
  );
}
