"use client";
import { latePart } from "../ui/late-part";

/** Comes apart from the page: who is online is no part of the first paint of an old phone. */
export const LateOnlineUsers = latePart(() => import("./online-users").then((m) => m.OnlineUsers)).Late;
export const LatePresenceIndicator = latePart<{ resource: string }>(() =>
  import("./presence-indicator").then((m) => m.PresenceIndicator),
).Late;
