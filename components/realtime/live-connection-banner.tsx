"use client";
import type { ReactNode } from "react";
import { useNow } from "@/hooks/use-now";
import { usePendingChanges } from "@/hooks/use-pending-changes";
import { useSocket } from "@/hooks/use-socket";
import { ConnectionBanner } from "./connection-banner";
import { isCalm } from "./connection-texts";

/** The banner fed by this page's connection. */
export function LiveConnectionBanner({ title, tools }: { title: ReactNode; tools?: ReactNode }) {
  const { connection, reconnect } = useSocket();
  const now = useNow(isCalm(connection) ? 60_000 : 1000);
  const pending = usePendingChanges();
  return (
    <ConnectionBanner
      state={connection}
      pendingCount={pending.length}
      now={now}
      onReconnect={reconnect}
      title={title}
      tools={tools}
    />
  );
}
