"use client";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useAnnounce } from "@/hooks/use-announce";
import { useNow } from "@/hooks/use-now";
import { useSession } from "@/hooks/use-session";
import {
  ANNOUNCEMENT_LENGTH,
  ANNOUNCEMENT_TYPES,
  type AnnouncementType,
} from "@/lib/announcements/vocabulary";
import { useListName } from "../caddies/use-list-name";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { control, FieldFrame, SelectField } from "../ui/field";
import { Spinner } from "../ui/spinner";
import { AnnouncementCard } from "./announcement-card";
import { useAnnouncementFacts } from "./use-announcement-facts";

/** How long it is shown, in hours; null: until it is withdrawn. */
const LASTS = [
  ["twoHours", 2],
  ["eightHours", 8],
  ["oneDay", 24],
  ["oneWeek", 7 * 24],
  ["untilWithdrawn", null],
] as const;
type Lasting = (typeof LASTS)[number][0];
const HOUR_MS = 60 * 60 * 1000;

type Outcome = "sent" | "missing" | "refused" | "unreachable";

/** What is to be said, to whom, how urgently and for how long, with how it will look. */
export function AnnouncementForm() {
  const t = useTranslations("announcements");
  const { user, club } = useSession();
  const listName = useListName();
  const now = useNow(60_000);
  const { facts } = useAnnouncementFacts(now);
  const { announce } = useAnnounce();
  const id = useId();
  const [message, setMessage] = useState("");
  const [type, setType] = useState<AnnouncementType>("info");
  const [list, setList] = useState("");
  const [lasting, setLasting] = useState<Lasting>("eightHours");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const listNumber = list === "" ? null : Number(list);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (message.trim() === "") return setOutcome("missing");
    setBusy(true);
    const hours = LASTS.find(([name]) => name === lasting)?.[1] ?? null;
    const problem = await announce({
      message: message.trim(),
      type,
      ...(listNumber !== null && { listNumber }),
      ...(hours !== null && { expiresAt: new Date(Date.now() + hours * HOUR_MS).toISOString() }),
    });
    setBusy(false);
    if (problem === null) setMessage("");
    if (problem === null) return setOutcome("sent");
    setOutcome(problem.status >= 400 && problem.status < 500 ? "refused" : "unreachable");
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <FieldFrame
        id={id}
        label={t("message")}
        help={t("left", { n: ANNOUNCEMENT_LENGTH - message.length })}
        error={outcome === "missing" ? t("missing") : null}
      >
        <textarea
          id={id}
          rows={4}
          value={message}
          maxLength={ANNOUNCEMENT_LENGTH}
          placeholder={t("placeholder")}
          aria-invalid={outcome === "missing" ? true : undefined}
          aria-describedby={outcome === "missing" ? `${id}-error` : `${id}-help`}
          onChange={(event) => {
            setMessage(event.target.value);
            setOutcome(null);
          }}
          className={`${control} py-2.5`}
        />
      </FieldFrame>
      <Choice
        label={t("kind")}
        value={type}
        options={ANNOUNCEMENT_TYPES.map((value) => ({ value, label: t(value) }))}
        onChange={setType}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t("to")} value={list} onChange={(event) => setList(event.target.value)}>
          <option value="">{t("everybody")}</option>
          {club.lists.map(({ number }) => (
            <option key={number} value={number}>
              {listName(number)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("until")}
          value={lasting}
          onChange={(event) => setLasting(event.target.value as Lasting)}
        >
          {LASTS.map(([value]) => (
            <option key={value} value={value}>
              {t(value)}
            </option>
          ))}
        </SelectField>
      </div>
      <div>
        <p className="mb-2 font-semibold text-[14px]">{t("preview")}</p>
        <AnnouncementCard
          type={type}
          message={message.trim() === "" ? t("previewEmpty") : message.trim()}
          facts={facts({ author: user, listNumber, createdAt: new Date(now).toISOString() })}
        />
      </div>
      <Button kind="main" size="medium" type="submit" disabled={busy}>
        {busy ? <Spinner /> : <Send size={18} aria-hidden="true" />}
        {t("send")}
      </Button>
      <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
        {outcome === "sent" ? t("sent") : ""}
      </p>
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {outcome === "refused" || outcome === "unreachable" ? t(outcome) : ""}
      </p>
    </form>
  );
}
