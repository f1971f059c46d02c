"use client";
import { ChevronDown } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CHANNELS, type Channel, type NoticeKind } from "@/lib/notices/vocabulary";
import { Button } from "../ui/button";
import { MultiChoice } from "../ui/multi-choice";

/** How one is told of one kind of thing: the answer in a line, the choice behind it. */
export function ChannelChoice({
  kind,
  chosen,
  proposed,
  byClub,
  onChange,
}: {
  kind: NoticeKind;
  /** undefined: as proposed. */
  chosen: readonly Channel[] | undefined;
  proposed: readonly Channel[];
  byClub: string;
  onChange: (channels: readonly Channel[] | undefined) => void;
}) {
  const t = useTranslations("noticeSettings");
  const format = useFormatter();
  const channels = chosen ?? proposed;
  const told =
    channels.length === 0 ? t("never") : format.list(channels.map((channel) => t(channel).toLowerCase()));
  return (
    <li className="border-line border-t first:border-t-0">
      <details className="group">
        <summary className="flex min-h-14 cursor-pointer list-none items-center gap-3 px-4 py-2 hover:bg-sunken [&::-webkit-details-marker]:hidden">
          <span className="min-w-0 flex-1">
            <span className="block font-semibold">{t(kind)}</span>
            <span className="block text-[13px] text-muted first-letter:uppercase">
              {told}
              {chosen ? "" : ` · ${byClub}`}
            </span>
          </span>
          <ChevronDown
            size={18}
            aria-hidden="true"
            className="shrink-0 text-muted transition-transform group-open:rotate-180"
          />
        </summary>
        <div className="flex flex-col items-start gap-3 px-4 pt-1 pb-4">
          <MultiChoice
            label={t("how")}
            values={channels}
            options={CHANNELS.map((value) => ({ value, label: t(value) }))}
            onChange={(values) => onChange(CHANNELS.filter((channel) => values.includes(channel)))}
          />
          {chosen ? <Button onClick={() => onChange(undefined)}>{byClub}</Button> : null}
        </div>
      </details>
    </li>
  );
}
