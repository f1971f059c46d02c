"use client";
import { useLiveNotices } from "@/hooks/use-page-notices";
import { AnnouncementBanner } from "../announcements/announcement-banner";
import { NoticeNews } from "./notice-news";

/** What the club and the board tell this person, on whatever page he is. */
export function LiveNotices() {
  useLiveNotices();
  return (
    <>
      <NoticeNews />
      <AnnouncementBanner />
    </>
  );
}
