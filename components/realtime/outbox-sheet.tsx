"use client";
import { CircleCheck, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePageScope } from "@/hooks/socket-context";
import { useOutbox } from "@/hooks/use-outbox";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Sheet } from "../ui/sheet";
import { OutboxLine } from "./outbox-line";

/** What was tapped and is not done yet: each change, how it stands, and the way out of what has stopped. */
export function OutboxSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("outbox");
  const menu = useTranslations("menu");
  const { outbox, client } = usePageScope();
  const { items, waiting, durable, paused } = useOutbox();
  const ended = client.getState().phase === "ended";
  return (
    <Sheet title={t("title")} closeLabel={menu("close")} onClose={onClose}>
      {items.length === 0 ? (
        <Notice icon={CircleCheck} title={t("empty")} help={t("emptyHelp")} />
      ) : (
        <ul className="-mx-5 divide-y divide-line">
          {items.map((item) => (
            <OutboxLine
              key={item.change.opId}
              item={item}
              onRetry={() => void outbox.retry(item.change.opId)}
              onDiscard={() => void outbox.discard(item.change.opId)}
            />
          ))}
        </ul>
      )}
      {waiting.length > 0 ? (
        <p className="mt-3 text-[13.5px] text-muted">{t(ended ? "helpSession" : "help")}</p>
      ) : null}
      {durable === false && waiting.length > 0 ? (
        <p className="mt-2 rounded-control bg-called-soft px-3.5 py-2.5 font-medium text-[13.5px] text-called">
          {t("memoryOnly")}
        </p>
      ) : null}
      {paused && !ended ? (
        <Button size="medium" className="mt-4 w-full" onClick={() => outbox.kick()}>
          <RefreshCw size={18} aria-hidden="true" />
          {t("now")}
        </Button>
      ) : null}
    </Sheet>
  );
}
