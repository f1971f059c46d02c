"use client";
import clsx from "clsx";
import { Smartphone } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useUserDevices } from "@/hooks/use-user-devices";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { useSeenText } from "./user-marks";

/** Where somebody is signed in; each place can be closed by itself. */
export function UserDevices({
  userId,
  now,
  onDrop,
}: {
  userId: string;
  now: number;
  onDrop: (sessionId: string) => void;
}) {
  const t = useTranslations("users");
  const format = useFormatter();
  const seen = useSeenText(now);
  const query = useUserDevices(userId);
  if (query.isPending) {
    return (
      <p className="flex items-center gap-3 py-3 text-muted">
        <Spinner /> {t("loading")}
      </p>
    );
  }
  if (query.isError) {
    return (
      <div className="flex items-center justify-between gap-3">
        <p>{t("devicesFailed")}</p>
        <Button onClick={() => query.refetch()}>{t("retry")}</Button>
      </div>
    );
  }
  if (query.data.length === 0) return <p className="text-muted">{t("noDevices")}</p>;
  return (
    <ul className="overflow-hidden rounded-control border border-line">
      {query.data.map((session) => {
        const device = session.device ?? t("unknownDevice");
        const since = format.dateTime(new Date(session.createdAt), {
          dateStyle: "medium",
          timeStyle: "short",
        });
        return (
          <li
            key={session.id}
            className="flex min-h-14 items-center gap-3 border-line border-t py-2 pr-2 pl-3 first:border-t-0"
          >
            <Smartphone size={20} aria-hidden="true" className="shrink-0 text-muted" />
            <span className="min-w-0 flex-1 leading-[1.35]">
              <span className="block truncate font-semibold">
                {device}
                {session.current ? ` · ${t("thisDevice")}` : ""}
              </span>
              <span className={clsx("block text-[13px]", session.online ? "text-free" : "text-muted")}>
                {seen(session)} · {t("since", { when: since })}
              </span>
            </span>
            {session.current ? null : (
              <Button
                kind="danger"
                aria-label={t("dropNamed", { device })}
                onClick={() => onDrop(session.id)}
                className="px-3!"
              >
                {t("drop")}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
