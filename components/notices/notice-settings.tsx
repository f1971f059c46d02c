"use client";
import { CloudOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useNoticeSettings } from "@/hooks/use-notice-settings";
import { settingsFor } from "@/lib/notices/policy";
import { NEAR_MOST, NOTICE_KINDS, type NoticeChoices, type NoticeKind } from "@/lib/notices/vocabulary";
import { Button } from "../ui/button";
import { SelectField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Bone } from "../ui/skeleton";
import { ChannelChoice } from "./channel-choice";
import { DesktopPermission } from "./desktop-permission";
import { QuietHoursField } from "./quiet-hours-field";

/** "As the club", or as the product where the club itself chooses. */
const AS_CLUB = "";
const NEAR = Array.from({ length: NEAR_MOST }, (_, i) => i + 1);

/**
 * How one is told of what, from when on, and when not; what is chosen holds at once.
 * @param scope one's own choices, or what the club proposes to everybody
 * @param kinds those that concern whoever looks
 */
export function NoticeSettings({ scope, kinds }: { scope: "own" | "club"; kinds?: readonly NoticeKind[] }) {
  const t = useTranslations("noticeSettings");
  const { settings, failed, refetch, outcome, choose } = useNoticeSettings(scope);
  if (failed) {
    const retry = <Button onClick={() => void refetch()}>{t("retry")}</Button>;
    return <Notice icon={CloudOff} title={t("unreachable")} action={retry} />;
  }
  if (!settings) return [1, 2, 3].map((n) => <Bone key={n} className="mb-3 h-14" />);
  const choices = settings[scope] as NoticeChoices;
  const proposed = settingsFor(scope === "own" ? (settings.club as NoticeChoices) : {}, {});
  const change = (next: NoticeChoices) => void choose(withoutNothing({ ...choices, ...next }));
  const byClub = scope === "own" ? "asClub" : "asProduct";
  return (
    <div className="flex flex-col gap-5">
      {scope === "own" ? <DesktopPermission /> : null}
      <ul className="overflow-hidden rounded-control border border-line">
        {NOTICE_KINDS.filter((kind) => !kinds || kinds.includes(kind)).map((kind) => (
          <ChannelChoice
            key={kind}
            kind={kind}
            chosen={choices.channels?.[kind]}
            proposed={proposed.channels[kind]}
            onChange={(channels) => change({ channels: { ...choices.channels, [kind]: channels } })}
            byClub={t(byClub)}
          />
        ))}
      </ul>
      {!kinds || kinds.includes("near") ? (
        <SelectField
          label={t("nearAt")}
          help={t("nearAtHelp")}
          value={choices.nearAt ?? AS_CLUB}
          onChange={({ target }) =>
            change({ nearAt: target.value === AS_CLUB ? undefined : Number(target.value) })
          }
        >
          <option value={AS_CLUB}>{t("nearAtProposed", { by: t(byClub), n: proposed.nearAt })}</option>
          {NEAR.map((n) => (
            <option key={n} value={n}>
              {t("nearAtN", { n })}
            </option>
          ))}
        </SelectField>
      ) : null}
      <QuietHoursField
        chosen={choices.quiet}
        proposed={proposed.quiet}
        byClub={t(byClub)}
        onChange={(quiet) => change({ quiet })}
      />
      <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
        {outcome === "saved" ? t("saved") : ""}
      </p>
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {outcome === "failed" ? t("failed") : ""}
      </p>
    </div>
  );
}

/** What is not chosen is absent. */
function withoutNothing({ channels, nearAt, quiet }: NoticeChoices): NoticeChoices {
  const kept = Object.fromEntries(
    Object.entries(channels ?? {}).filter(([, chosen]) => chosen !== undefined),
  );
  return {
    ...(Object.keys(kept).length > 0 && { channels: kept }),
    ...(nearAt !== undefined && { nearAt }),
    ...(quiet !== undefined && { quiet }),
  };
}
