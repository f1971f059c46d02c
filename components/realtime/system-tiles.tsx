"use client";
import clsx from "clsx";
import { CircleCheck, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import type { SystemStats } from "@/lib/realtime/contract";
import { useSystemTexts } from "./system-texts";

/** The four figures that tell at a glance whether everybody sees the same board. */
export function SystemTiles({ stats }: { stats: SystemStats }) {
  return (
    <div className="grid grid-cols-2 gap-3 xl:grid-cols-4 xl:gap-4">
      <PhonesTile delivery={stats.delivery} />
      <ConnectionsTile {...stats.connections} />
      <EventsTile {...stats.events} />
      <SavedTile {...stats.traffic} />
    </div>
  );
}

function PhonesTile({ delivery }: Pick<SystemStats, "delivery">) {
  const t = useTranslations("system");
  const { count, ms } = useSystemTexts();
  if (!delivery || delivery.asked === 0) {
    return (
      <Tile name="phones" label={t("phones")} value={NONE} detail={t("phonesNone")} help={t("phonesHelp")} />
    );
  }
  const { asked, upToDate, latency } = delivery;
  const behind = asked - upToDate;
  return (
    <Tile
      name="phones"
      label={t("phones")}
      value={t("phonesOf", { n: count(upToDate), total: count(asked) })}
      mark={
        behind === 0 ? (
          <Mark icon={CircleCheck} look="text-free" text={t("phonesAll")} />
        ) : (
          <Mark icon={TriangleAlert} look="text-called" text={t("phonesBehind", { n: behind })} />
        )
      }
      detail={latency ? t("ninetyFive", { ms: ms(latency.p95) }) : t("none")}
      help={t("phonesHelp")}
    />
  );
}

function ConnectionsTile({ total, users }: SystemStats["connections"]) {
  const t = useTranslations("system");
  const { count } = useSystemTexts();
  return (
    <Tile
      name="connections"
      label={t("connections")}
      value={count(total)}
      detail={t("people", { n: users })}
      help={t("connectionsHelp")}
    />
  );
}

function EventsTile({ perMinute, series }: SystemStats["events"]) {
  const t = useTranslations("system");
  const { count } = useSystemTexts();
  return (
    <Tile
      name="events"
      label={t("events")}
      value={count(perMinute)}
      detail={t("eventsNow", { n: count(series.at(-1) ?? 0) })}
      help={t("eventsHelp")}
    />
  );
}

function SavedTile({ livePerMinute, pollingPerMinute }: SystemStats["traffic"]) {
  const t = useTranslations("system");
  const texts = useSystemTexts();
  const common = { name: "saved", label: t("saved"), help: t("savedHelp") };
  if (!pollingPerMinute) return <Tile {...common} value={NONE} detail={t("phonesNone")} />;
  const share = 1 - livePerMinute / pollingPerMinute;
  const traffic = {
    live: texts.perMinute(livePerMinute),
    polling: texts.perMinute(pollingPerMinute),
  };
  return (
    <Tile
      {...common}
      value={share > 0 ? texts.share(share) : t("savedNone")}
      detail={t("savedTraffic", traffic)}
    />
  );
}

const NONE = "–";

function Mark({ icon: Icon, look, text }: { icon: LucideIcon; look: string; text: string }) {
  return (
    <p className={clsx("flex items-center gap-1.5 font-semibold", look)}>
      <Icon size={15} aria-hidden="true" className="shrink-0" />
      {text}
    </p>
  );
}

function Tile({
  name,
  label,
  value,
  mark,
  detail,
  help,
}: {
  name: string;
  label: string;
  value: string;
  mark?: ReactNode;
  detail: string;
  help: string;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      data-tile={name}
      className="flex min-w-0 flex-col rounded-card border border-line bg-surface p-3.5 md:p-5"
    >
      <h2 id={id} className="font-sans! font-semibold text-[14px] text-muted leading-5">
        {label}
      </h2>
      <p className="numeral mt-1 font-bold text-[26px] leading-[1.15] md:text-[36px]">{value}</p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-0.5 text-[13.5px] leading-5">
        {mark}
        <p className="font-semibold">{detail}</p>
      </div>
      <p className="mt-2 text-[12.5px] text-muted leading-[1.4]">{help}</p>
    </section>
  );
}
