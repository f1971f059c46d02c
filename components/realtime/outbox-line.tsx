"use client";
import clsx from "clsx";
import {
  CircleCheck,
  CircleX,
  Clock,
  HardDriveDownload,
  Hourglass,
  type LucideIcon,
  OctagonPause,
  Send,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { OutboxItem, OutboxStatus } from "@/hooks/outbox-view";
import { type Intention, subjectsOf } from "@/hooks/predict";
import { useRefusalText } from "@/hooks/use-refusals";
import { clockText } from "@/lib/i18n/span-texts";
import { CLOCK } from "@/lib/i18n/times";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";

const LOOKS: Record<OutboxStatus, { icon: LucideIcon; colour: string }> = {
  saving: { icon: HardDriveDownload, colour: "text-muted" },
  queued: { icon: Clock, colour: "text-called" },
  sending: { icon: Send, colour: "text-out" },
  sent: { icon: CircleCheck, colour: "text-free" },
  rejected: { icon: CircleX, colour: "text-danger" },
  expired: { icon: Hourglass, colour: "text-called" },
  held: { icon: OctagonPause, colour: "text-called" },
};

/** What was meant, in the words of the catalogue; what is younger than they are is "another change". */
function meaningOf(intention: Intention) {
  switch (intention.kind) {
    case "status":
      return intention.status === "En campo" ? "out" : intention.status === "Disponible" ? "free" : "away";
    case "place":
    case "name":
    case "remove":
    case "restore":
    case "skip":
    case "noShow":
    case "group":
      return intention.kind;
    case "restoreGroup":
      return "restore";
    case "call":
      return intention.called ? "call" : "uncall";
    case "read":
      return "read";
    case "readUntil":
      return "readUntil";
    case "dismiss":
      return "dismiss";
    default:
      return "other";
  }
}

/** One change: what, when it was tapped, how it stands, and what can be done about it. */
export function OutboxLine({
  item: { change, status, problem },
  onRetry,
  onDiscard,
}: {
  item: OutboxItem;
  onRetry: () => void;
  onDiscard: () => void;
}) {
  const t = useTranslations("outbox");
  const time = useTranslations("time");
  const format = useFormatter();
  const refusal = useRefusalText();
  const { icon: Icon, colour } = LOOKS[status];
  const { name, intention } = change;
  const tappedAt = clockText(time, format.dateTime(new Date(change.at), CLOCK));
  const [subject, ...others] = subjectsOf(intention);
  const stopped = status === "rejected" || status === "expired" || status === "held";
  const why = problem
    ? refusal(problem, name)
    : status === "expired" || status === "held"
      ? t(status === "held" ? "heldHelp" : "expiredHelp", { name })
      : null;
  return (
    <li data-outbox={status} className="px-5 py-3">
      <div className="flex items-baseline gap-3">
        <p className="min-w-0 flex-1 text-[15px]">
          {t.rich(meaningOf(intention), { name, b: (chunks) => <strong>{chunks}</strong> })}
        </p>
        <p className={clsx("flex shrink-0 items-center gap-1.5 font-semibold text-[13.5px]", colour)}>
          <Icon size={15} aria-hidden="true" />
          {t(status)}
        </p>
      </div>
      <p className="text-[13px] text-muted">{t("tapped", { time: tappedAt })}</p>
      {why ? <p className="mt-1.5 font-medium text-[14px]">{why}</p> : null}
      {stopped || status === "queued" ? (
        <div className="mt-2 flex flex-wrap gap-2">
          {stopped ? (
            <>
              <Button onClick={onRetry}>{t("retry")}</Button>
              {subject && others.length === 0 ? (
                <PageLink href={`/caddies/${subject}`} className={buttonLook({})}>
                  {t("see")}
                </PageLink>
              ) : null}
            </>
          ) : null}
          <Button
            kind={stopped ? "danger" : "quiet"}
            className={stopped ? undefined : "-ml-4"}
            onClick={onDiscard}
          >
            {t("discard")}
            <span className="sr-only">{`: ${name || t(meaningOf(intention))}`}</span>
          </Button>
        </div>
      ) : null}
    </li>
  );
}
