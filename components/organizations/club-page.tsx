"use client";
import { MonitorPlay, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useBoard } from "@/hooks/use-board";
import { useClub } from "@/hooks/use-club";
import { useUpdateClub } from "@/hooks/use-update-club";
import { CLUB_NAME_LENGTH, WALL_PRIVACY } from "@/lib/organizations/vocabulary";
import { LOCALES } from "@/lib/users/vocabulary";
import { NoticeSettings } from "../notices/notice-settings";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { buttonLook } from "../ui/button";
import { Card } from "../ui/card";
import { Choice } from "../ui/choice";
import { TextField } from "../ui/field";
import { ConflictNotice } from "./conflict-notice";
import { ListNames } from "./list-names";
import { SaveBar } from "./save-bar";
import { TimeZoneField } from "./time-zone-field";
import { type ClubField, useClubDraft } from "./use-club-draft";
import { useSaidWords, WordChoices } from "./word-choices";

type Outcome = "saved" | "conflict" | "occupied" | "refused" | "unreachable";

/** `/club`: what the club is called, where it stands, and its lists; follows what other admins do. */
export function ClubPage() {
  const t = useTranslations("club");
  const board = useTranslations("board");
  const notices = useTranslations("noticeSettings");
  const saidWords = useSaidWords();
  const { club, by } = useClub();
  const { confirmed } = useBoard();
  const update = useUpdateClub();
  const { fields, live, touched, conflicts, change, drop, toSend } = useClubDraft(club);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);
  const dirty = touched.length > 0;
  const listName = (number: number | null, name: string | null, index: number) =>
    name ?? board("list", { n: number ?? index + 1 });

  async function save(event: FormEvent) {
    event.preventDefault();
    const sent = toSend();
    const missing = [
      ...(sent.name === "" ? ["name"] : []),
      ...(sent.lists ?? []).flatMap(({ name }, i) => (name === "" ? [`lists.${i}`] : [])),
    ];
    setWrong(missing);
    setOutcome(null);
    if (missing.length > 0 || !dirty) return;
    setBusy(true);
    const answer = await update(sent);
    setBusy(false);
    if (answer.ok) {
      drop(...touched);
      return setOutcome("saved");
    }
    const { code, status, errors = [] } = answer.problem;
    setWrong(errors.map(({ path }) => path));
    if (code === "VERSION_CONFLICT") setOutcome("conflict");
    else if (code === "LIST_NOT_EMPTY") setOutcome("occupied");
    else setOutcome(status >= 400 && status < 500 ? "refused" : "unreachable");
  }

  function edit<F extends ClubField>(field: F) {
    return (value: (typeof fields)[F]) => {
      setOutcome(null);
      change(field, value);
    };
  }
  const editLists = edit("lists");
  const conflictOf = (field: ClubField, theirs: string) =>
    conflicts.includes(field) ? (
      <ConflictNotice by={by?.name ?? null} theirs={theirs} onTake={() => drop(field)} />
    ) : null;
  const caddiesIn = (number: number | null) =>
    number === null ? 0 : Object.keys(confirmed.lists[number]?.caddies ?? {}).length;

  return (
    <LivePageFrame
      title={t("title")}
      subtitle={club.name}
      footer={dirty ? <SaveBar form="club" busy={busy} onDiscard={() => drop(...touched)} /> : null}
    >
      <form
        id="club"
        noValidate
        onSubmit={save}
        className="mx-auto grid max-w-4xl items-start gap-4 pt-1 lg:grid-cols-2"
      >
        <Card title={t("about")}>
          <TextField
            label={t("name")}
            value={fields.name}
            maxLength={CLUB_NAME_LENGTH}
            autoComplete="organization"
            onChange={(event) => edit("name")(event.target.value)}
            error={wrong.includes("name") ? t("nameMissing") : null}
          />
          {conflictOf("name", live.name)}
          <TimeZoneField
            value={fields.timeZone}
            onChange={edit("timeZone")}
            error={wrong.includes("timeZone") ? t("timeZoneBad") : null}
          />
          {conflictOf("timeZone", live.timeZone)}
          <Choice
            label={t("language")}
            value={fields.language}
            options={LOCALES.map((value) => ({ value, label: t(value) }))}
            onChange={edit("language")}
          />
          <p className="-mt-2 text-[13px] text-muted">{t("languageHelp")}</p>
          {conflictOf("language", t(live.language))}
        </Card>
        <div className="flex flex-col gap-4 lg:row-span-2">
          <Card>
            <ListNames
              rows={fields.lists.map((row, i) => {
                const n = caddiesIn(row.number);
                return {
                  ...row,
                  error: wrong.some((path) => path === `lists.${i}` || path.startsWith(`lists.${i}.`))
                    ? t("listMissing")
                    : null,
                  kept: n > 0 ? t("listKept", { n }) : null,
                };
              })}
              onRename={(key, name) =>
                editLists(fields.lists.map((l) => (l.key === key ? { ...l, name } : l)))
              }
              onRemove={(key) => editLists(fields.lists.filter((l) => l.key !== key))}
              onAdd={() => editLists([...fields.lists, { key: `new ${Date.now()}`, number: null, name: "" }])}
            />
            {conflictOf("lists", live.lists.map((l, i) => listName(l.number, l.name, i)).join(", "))}
            <PageLink href="/club/reglas" className={buttonLook({ size: "medium" })}>
              <Scale size={18} aria-hidden="true" />
              {t("rules")}
            </PageLink>
          </Card>
          <Card title={t("wall")}>
            <Choice
              label={t("wallPrivacy")}
              value={fields.wallPrivacy}
              options={WALL_PRIVACY.map((value) => ({ value, label: t(value) }))}
              onChange={edit("wallPrivacy")}
            />
            <p className="-mt-2 text-[13px] text-muted">{t("wallHelp")}</p>
            {conflictOf("wallPrivacy", t(live.wallPrivacy))}
            <PageLink href="/club/pantallas" className={buttonLook({ size: "medium" })}>
              <MonitorPlay size={18} aria-hidden="true" />
              {t("walls")}
            </PageLink>
          </Card>
        </div>
        <WordChoices words={fields.words} onChange={edit("words")}>
          {conflictOf("words", saidWords(live.words))}
        </WordChoices>
        <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
          {outcome === "saved" ? t("saved") : ""}
        </p>
        <p role="alert" className="font-medium text-[14px] text-danger empty:hidden lg:col-span-2">
          {outcome !== null && outcome !== "saved" ? t(outcome) : ""}
        </p>
      </form>
      <div className="mx-auto mt-4 max-w-4xl">
        <Card title={notices("clubTitle")}>
          <p className="-mt-2 text-[13px] text-muted">{notices("clubHelp")}</p>
          <NoticeSettings scope="club" />
        </Card>
      </div>
    </LivePageFrame>
  );
}
