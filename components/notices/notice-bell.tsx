"use client";
import { Bell, Megaphone, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNotices } from "@/hooks/use-page-notices";
import { useSession } from "@/hooks/use-session";
import { canAnnounce } from "@/lib/announcements/policy";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { NoticeList } from "./notice-list";

/** Beyond that nobody counts. */
const SHOWN_MOST = 99;

/** How much one has not read, and behind a tap what. */
export function NoticeBell() {
  const t = useTranslations("notices");
  const menu = useTranslations("menu");
  const { user } = useSession();
  const { unread } = useNotices();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        kind="quiet"
        size="icon"
        aria-haspopup="dialog"
        aria-label={unread === 0 ? t("title") : t("bell", { n: unread })}
        onClick={() => setOpen(true)}
        className="relative -mr-1.5"
        data-unread={unread}
      >
        <Bell size={22} aria-hidden="true" />
        {unread > 0 ? (
          <span
            aria-hidden="true"
            className="numeral absolute top-0.5 right-0 flex h-5 min-w-5 items-center justify-center rounded-full bg-danger px-1 font-bold text-[12px] text-surface"
          >
            {unread > SHOWN_MOST ? `${SHOWN_MOST}+` : unread}
          </span>
        ) : null}
      </Button>
      {open ? (
        <Sheet title={t("title")} closeLabel={menu("close")} onClose={close}>
          <NoticeList onOpen={close} />
          <div className="mt-4 flex flex-wrap gap-2">
            {canAnnounce(user) ? (
              <PageLink href="/anuncios" onClick={close} className={buttonLook({ className: "flex-1" })}>
                <Megaphone size={18} aria-hidden="true" />
                {t("toAnnouncements")}
              </PageLink>
            ) : null}
            <PageLink href="/perfil#avisos" onClick={close} className={buttonLook({ className: "flex-1" })}>
              <Settings2 size={18} aria-hidden="true" />
              {t("toSettings")}
            </PageLink>
          </div>
        </Sheet>
      ) : null}
    </>
  );
}
