"use client";
import { latePart } from "../ui/late-part";

/** Comes apart from the page: what one was told is no part of the first paint of an old phone. */
export const LateNotices = latePart(() => import("./live-notices").then((m) => m.LiveNotices)).Late;
export const LateNoticeBell = latePart(
  () => import("./notice-bell").then((m) => m.NoticeBell),
  BellRoom,
  BellRoom,
).Late;

/** So that the line does not move when the bell comes. */
function BellRoom() {
  return <span aria-hidden="true" className="-mr-1.5 size-11 shrink-0" />;
}
