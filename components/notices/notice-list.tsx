"use client";
import { BellOff, CheckCheck, CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { useNow } from "@/hooks/use-now";
import { useNotices, usePageNotices } from "@/hooks/use-page-notices";
import { useReadNotices } from "@/hooks/use-read-notices";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { NoticeRow } from "./notice-row";

/** What one was told, the latest first. `onOpen`: one of them was followed. */
export function NoticeList({ onOpen }: { onOpen?: () => void }) {
  const t = useTranslations("notices");
  const { notices, unread, loaded, nextCursor } = useNotices();
  const { notices: view } = usePageNotices();
  const { read, readAll, more } = useReadNotices();
  const now = useNow(60_000);
  const [failed, setFailed] = useState(false);
  const [asking, setAsking] = useState(false);

  const ask = useCallback(async (question: () => Promise<boolean>) => {
    setAsking(true);
    setFailed(!(await question()));
    setAsking(false);
  }, []);
  const load = useCallback(() => ask(() => view.refresh().then(() => view.read().loaded)), [view, ask]);
  useEffect(() => void load(), [load]);

  if (!loaded && failed) {
    return (
      <Notice
        icon={CloudOff}
        title={t("failed")}
        help={t("failedHelp")}
        action={<Button onClick={() => void load()}>{t("retry")}</Button>}
      />
    );
  }
  if (!loaded) return <Bones />;
  if (notices.length === 0) return <Notice icon={BellOff} title={t("empty")} help={t("emptyHelp")} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-11 items-center justify-between gap-3">
        <p role="status" className="text-[14px] text-muted">
          {t("unreadCount", { n: unread })}
        </p>
        {unread > 0 ? (
          <Button onClick={readAll}>
            <CheckCheck size={18} aria-hidden="true" />
            {t("readAll")}
          </Button>
        ) : null}
      </div>
      <ul className="overflow-hidden rounded-card border border-line bg-surface">
        {notices.map((notice) => (
          <NoticeRow
            key={notice.id}
            notice={notice}
            now={now}
            onOpen={(id) => {
              if (notice.readAt === null) read(id);
              onOpen?.();
            }}
          />
        ))}
      </ul>
      {nextCursor ? (
        <Button disabled={asking} onClick={() => void ask(more)}>
          {t("older")}
        </Button>
      ) : null}
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {failed ? t("failed") : ""}
      </p>
    </div>
  );
}

function Bones() {
  return (
    <div className="flex flex-col gap-3 py-2">
      {[1, 2, 3, 4].map((n) => (
        <div key={n} className="flex gap-3">
          <Bone className="size-9 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Bone className="h-4 w-2/3" />
            <Bone className="h-3.5 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
