"use client";
import { useState } from "react";
import { useNow } from "@/hooks/use-now";
import { useOutbox } from "@/hooks/use-outbox";
import { useSocket } from "@/hooks/use-socket";
import { ConnectionBanner, type ConnectionBannerProps } from "./connection-banner";
import { isCalm } from "./connection-texts";
import { LateOutbox } from "./late-outbox";

/** The banner fed by this page's connection, and the way to what waits to be sent. */
export function LiveConnectionBanner({
  title,
  tools,
  end,
}: Pick<ConnectionBannerProps, "title" | "tools" | "end">) {
  const { connection, reconnect } = useSocket();
  const now = useNow(isCalm(connection) ? 60_000 : 1000);
  const { waiting, troubled, paused } = useOutbox();
  const [open, setOpen] = useState(false);
  return (
    <>
      <ConnectionBanner
        state={connection}
        pendingCount={waiting.length}
        troubledCount={troubled}
        stuck={paused}
        onOpenOutbox={() => setOpen(true)}
        now={now}
        onReconnect={reconnect}
        title={title}
        tools={tools}
        end={end}
      />
      <LateOutbox open={open} onClose={() => setOpen(false)} />
    </>
  );
}
