"use client";
import { Flag, TriangleAlert } from "lucide-react";
import { useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useHoles } from "@/hooks/use-holes";
import { useNow } from "@/hooks/use-now";
import { MEMBER_LENGTH } from "@/lib/caddies/vocabulary";
import { localTime } from "@/lib/i18n/times";
import type { BoardActions, ListView, RowView } from "../caddies/board-view";
import { StatusMark } from "../caddies/status-mark";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { MultiChoice } from "../ui/multi-choice";
import { Sheet } from "../ui/sheet";
import { HolesChoice } from "./holes-choice";

/** Sends one caddie with all that is to be said of it: holes, who asked for him, why he goes once more. */
export function DispatchSheet({
  row: { caddie },
  list,
  actions,
  onClose,
}: {
  row: RowView;
  list: ListView;
  actions: Pick<BoardActions, "setStatus">;
  onClose: () => void;
}) {
  const t = useTranslations("dispatch");
  const menu = useTranslations("menu");
  const now = useNow(60_000);
  const timeZone = useTimeZone() ?? "America/Bogota";
  const [usual] = useHoles(list.number);
  const [holes, setHoles] = useState<typeof usual | null>(usual);
  const [requested, setRequested] = useState(false);
  const [wrong, setWrong] = useState(false);
  const today = localTime(now, timeZone).day;
  const gone = caddie.recentTurns.filter((start) => localTime(start, timeZone).day === today).length;
  const limit = list.rules.maxTurnsPerDay;
  const beyond = limit !== null && gone >= limit;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? "").trim() || undefined;
    const reason = text("reason");
    setWrong(beyond && !reason);
    if (beyond && !reason) return;
    actions.setStatus(caddie.id, "En campo", {
      holes,
      notes: text("notes"),
      ...(requested && { requested: { by: text("by") } }),
      ...(beyond && { beyondLimit: reason }),
    });
    onClose();
  }

  return (
    <Sheet
      title={t("title", { name: caddie.name })}
      subtitle={<StatusMark status={caddie.status} />}
      closeLabel={menu("close")}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4 pt-1">
        <HolesChoice value={holes} onChange={setHoles} />
        <MultiChoice
          label={t("turn")}
          help={requested ? t("requestedHelp") : undefined}
          values={requested ? ["requested"] : []}
          options={[{ value: "requested", label: t("requested") }]}
          onChange={(values) => setRequested(values.length > 0)}
        />
        {requested ? (
          <TextField
            label={t("by")}
            help={t("byHelp")}
            name="by"
            maxLength={MEMBER_LENGTH}
            autoComplete="off"
          />
        ) : null}
        <TextField label={t("notes")} help={t("notesHelp")} name="notes" maxLength={500} autoComplete="off" />
        {beyond ? (
          <div className="flex flex-col gap-2 rounded-control bg-called-soft p-3.5 text-called">
            <p className="flex gap-2 text-[14px]">
              <TriangleAlert size={18} aria-hidden="true" className="mt-0.5 shrink-0" />
              {t("beyond", { n: gone, limit })}
            </p>
            <TextField
              label={t("reason")}
              name="reason"
              maxLength={200}
              autoComplete="off"
              error={wrong ? t("reasonMissing") : null}
            />
          </div>
        ) : null}
        <Button kind="main" size="large" type="submit">
          <Flag size={20} aria-hidden="true" />
          {menu("send")}
        </Button>
      </form>
    </Sheet>
  );
}
