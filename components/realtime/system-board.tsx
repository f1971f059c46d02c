"use client";
import clsx from "clsx";
import { Gauge, PowerOff, Radio } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import { useSocket } from "@/hooks/use-socket";
import { useSystemStats } from "@/hooks/use-system-stats";
import { agoText } from "@/lib/i18n/span-texts";
import { ageSpan } from "@/lib/i18n/times";
import type { SystemStats } from "@/lib/realtime/contract";
import { Notice } from "../ui/notice";
import { isCalm } from "./connection-texts";
import { BehindTable } from "./system-behind";
import { SystemFigures } from "./system-figures";
import { EventsTable, LatencyTable, RoomsTable, TotalsTable } from "./system-tables";
import { SystemTiles } from "./system-tiles";

/** How real time does, drawn live. @param initial what the server rendered the page with */
export function SystemBoard({ initial }: { initial: SystemStats | null }) {
  const t = useTranslations("system");
  const { realtime } = useSession();
  const { stats, receivedAt, history } = useSystemStats(initial);
  if (!stats || receivedAt === null) {
    return <Notice icon={Gauge} title={t("nothingTitle")} help={t("nothingHelp")} roomy />;
  }
  if (!realtime.enabled) {
    return (
      <div className="mx-auto flex max-w-3xl flex-col gap-3 pt-3">
        <div className="rounded-card border border-line bg-surface">
          <Notice icon={PowerOff} title={t("offTitle")} help={t("offHelp")} />
        </div>
        <Freshness receivedAt={receivedAt} />
        <LatencyTable stats={stats} />
        <TotalsTable stats={stats} />
      </div>
    );
  }
  return (
    <div className="mx-auto flex max-w-[1480px] flex-col gap-3 xl:gap-4">
      <Freshness receivedAt={receivedAt} />
      <SystemTiles stats={stats} />
      <BehindTable delivery={stats.delivery} at={stats.at} />
      <SystemFigures stats={stats} history={history} />
      <div className="grid items-start gap-3 lg:grid-cols-2 xl:gap-4">
        <div className="flex min-w-0 flex-col gap-3 xl:gap-4">
          <LatencyTable stats={stats} />
          <RoomsTable {...stats.connections} />
        </div>
        <div className="flex min-w-0 flex-col gap-3 xl:gap-4">
          <EventsTable byName={stats.events.byName} />
          <TotalsTable stats={stats} />
        </div>
      </div>
    </div>
  );
}

/** Longer than two polls: the figures do not come any more, whatever the connection says. */
const LATE_MS = 12_000;

/** How the figures come, or, when they do not, how old they are. */
function Freshness({ receivedAt }: { receivedAt: number }) {
  const t = useTranslations("system");
  const texts = useTranslations("connection");
  const time = useTranslations("time");
  const { connection } = useSocket();
  const now = useNow(1_000);
  const polled = connection.phase === "polling";
  const fresh = (isCalm(connection) || polled) && now - receivedAt < LATE_MS;
  return (
    <p
      data-fresh={fresh}
      className={clsx(
        "flex items-center gap-2 pt-2 text-[13px]",
        fresh ? "text-muted" : "font-semibold text-called",
      )}
    >
      <Radio size={14} aria-hidden="true" />
      {fresh
        ? t(polled ? "polled" : "live")
        : texts("dataAge", { age: agoText(time, ageSpan(now - receivedAt)) })}
    </p>
  );
}
