"use client";
import clsx from "clsx";
import { useTranslations } from "next-intl";
import { useDismissAnnouncement } from "@/hooks/use-dismiss-announcement";
import { useNow } from "@/hooks/use-now";
import { useAnnouncements } from "@/hooks/use-page-notices";
import { useSession } from "@/hooks/use-session";
import { byUrgency } from "@/lib/announcements/policy";
import { Button } from "../ui/button";
import { AnnouncementCard } from "./announcement-card";
import { useAnnouncementFacts } from "./use-announcement-facts";

/** Often enough for an announcement that ends at noon. */
const LOOK_EVERY_MS = 5_000;

/**
 * What the club says and one has not read: the most urgent first, one after the other, none in another's place. It lies
 * over the page and never moves a row under a finger.
 */
export function AnnouncementBanner() {
  const t = useTranslations("announcements");
  const { user } = useSession();
  const all = useAnnouncements();
  const now = useNow(LOOK_EVERY_MS);
  const { facts } = useAnnouncementFacts(now);
  const dismiss = useDismissAnnouncement();
  const open = all
    .filter(({ expiresAt }) => expiresAt === null || Date.parse(expiresAt) > now)
    .sort(byUrgency);
  const [first] = open;
  return (
    <div
      role={first?.type === "urgent" ? "alert" : "status"}
      className={clsx(
        "pointer-events-none absolute inset-x-0 z-30 flex justify-center px-3 lg:top-18",
        // A master's thumb works at the bottom, a caddie's place stands on top.
        user.role === "ADMIN" ? "top-16" : "max-lg:bottom-3",
      )}
    >
      {first ? (
        <div key={first.id} className="pointer-events-auto w-full max-w-xl">
          <AnnouncementCard
            type={first.type}
            message={first.message}
            facts={facts(first)}
            floating
            action={
              <>
                {open.length > 1 ? (
                  <span className="mr-auto text-[13px] text-muted">{t("queue", { n: open.length - 1 })}</span>
                ) : null}
                <Button kind="main" onClick={() => dismiss(first.id)}>
                  {t("understood")}
                </Button>
              </>
            }
          />
        </div>
      ) : null}
    </div>
  );
}
