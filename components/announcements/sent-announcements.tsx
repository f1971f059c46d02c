"use client";
import { CheckCheck, CloudOff, Megaphone, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAnnounce } from "@/hooks/use-announce";
import { useNow } from "@/hooks/use-now";
import { useSentAnnouncements } from "@/hooks/use-sent-announcements";
import type { SentAnnouncement } from "@/lib/announcements/contract";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { AnnouncementCard } from "./announcement-card";
import { useAnnouncementFacts } from "./use-announcement-facts";

/** What was said before, and how many have read it. */
export function SentAnnouncements() {
  const t = useTranslations("announcements");
  const { data, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useSentAnnouncements();
  const now = useNow(5_000);
  const sent = data?.pages.flatMap((page) => page.data);
  if (!sent && isError) {
    const retry = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <Notice icon={CloudOff} title={t("failed")} help={t("failedHelp")} action={retry} />;
  }
  if (!sent) return [1, 2, 3].map((n) => <Bone key={n} className="mb-3 h-28" />);
  if (sent.length === 0) return <Notice icon={Megaphone} title={t("none")} help={t("noneHelp")} />;
  return (
    <>
      <ul className="flex flex-col gap-3">
        {sent.map((announcement) => (
          <li key={announcement.id}>
            <Sent announcement={announcement} now={now} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button className="mt-3 w-full" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("older")}
        </Button>
      ) : null}
    </>
  );
}

function Sent({ announcement, now }: { announcement: SentAnnouncement; now: number }) {
  const t = useTranslations("announcements");
  const { facts, moment } = useAnnouncementFacts(now);
  const { withdraw } = useAnnounce();
  const [failed, setFailed] = useState(false);
  const { id, type, message, readCount, audience, expiresAt, withdrawnAt } = announcement;
  const over = expiresAt !== null && Date.parse(expiresAt) <= now;
  const state = withdrawnAt
    ? t("withdrawn", { time: moment(withdrawnAt) })
    : expiresAt === null
      ? t("open")
      : t(over ? "ended" : "shownUntil", { time: moment(expiresAt) });
  return (
    <AnnouncementCard
      type={type}
      message={message}
      facts={`${facts(announcement)} · ${state}`}
      action={
        <>
          <span className="mr-auto flex items-center gap-2 font-semibold text-[14px]">
            <CheckCheck size={18} aria-hidden="true" className="text-free" />
            {t("readBy", { n: readCount, of: audience })}
          </span>
          {withdrawnAt || over ? null : (
            <Button onClick={() => void withdraw(id).then((problem) => setFailed(problem !== null))}>
              <Undo2 size={18} aria-hidden="true" />
              {t("withdraw")}
            </Button>
          )}
          <span role="alert" className="w-full font-medium text-[14px] text-danger empty:hidden">
            {failed ? t("unreachable") : ""}
          </span>
        </>
      }
    />
  );
}
