"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Outcome } from "@/hooks/send-keyed";
import { useWallChanges } from "@/hooks/use-walls";
import type { ListedWall, WallCode } from "@/lib/walls/contract";
import { WALL_NAME_LENGTH } from "@/lib/walls/vocabulary";
import { useLists } from "../caddies/use-lists";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { MultiChoice } from "../ui/multi-choice";
import { Sheet } from "../ui/sheet";
import { CodeCard } from "./code-card";

type Trouble = "conflict" | "gone" | "tooManyWalls" | "unreachable";

/** A new screen, or one that is there: what it is called, what it shows, its code, its end. */
export function WallSheet({
  wall,
  address,
  onClose,
  onRevoked,
}: {
  wall?: ListedWall;
  address: string;
  onClose: () => void;
  onRevoked?: () => void;
}) {
  const t = useTranslations("walls");
  const changes = useWallChanges();
  const lists = useLists();
  const [name, setName] = useState(wall?.name ?? "");
  const [chosen, setChosen] = useState<number[]>(wall?.lists ?? []);
  const [missing, setMissing] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [saved, setSaved] = useState(false);
  const [busy, setBusy] = useState(false);
  const [issued, setIssued] = useState<WallCode | null>(null);

  async function run<T>(change: () => Promise<Outcome<T>>, done: (value: T) => void) {
    setBusy(true);
    setTrouble(null);
    setSaved(false);
    const outcome = await change();
    setBusy(false);
    if (outcome.ok) done(outcome.value);
    else setTrouble(troubleOf(outcome.problem));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const wanted = chosen.length === 0 ? null : [...chosen].sort((a, b) => a - b);
    setMissing(name.trim() === "");
    if (name.trim() === "") return;
    if (!wall) return void run(() => changes.create(name.trim(), wanted), setIssued);
    const change = { name: name.trim(), lists: wanted, expectedVersion: wall.version };
    void run(
      () => changes.update(wall.id, change),
      () => setSaved(true),
    );
  }

  if (issued) {
    return (
      <Sheet title={t("codeTitle", { name: issued.wall.name })} closeLabel={t("close")} onClose={onClose}>
        <CodeCard issued={issued} address={address} />
        <Button kind="main" size="medium" className="mt-4 w-full" onClick={onClose}>
          {t("done")}
        </Button>
      </Sheet>
    );
  }
  return (
    <Sheet title={wall?.name ?? t("addTitle")} closeLabel={t("close")} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <TextField
          label={t("name")}
          placeholder={t("namePlaceholder")}
          value={name}
          maxLength={WALL_NAME_LENGTH}
          autoComplete="off"
          data-first-focus={wall ? undefined : true}
          onChange={(event) => setName(event.target.value)}
          error={missing ? t("nameMissing") : null}
        />
        <MultiChoice
          label={t("lists")}
          help={t("listsHelp")}
          values={chosen}
          options={lists.map(({ number, name: label }) => ({ value: number, label }))}
          onChange={setChosen}
        />
        <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
          {trouble ? t(trouble) : ""}
        </p>
        <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
          {saved ? t("saved") : ""}
        </p>
        <Button kind="main" size="medium" type="submit" disabled={busy}>
          {t(wall ? (busy ? "saving" : "save") : busy ? "creating" : "create")}
        </Button>
      </form>
      {wall ? (
        <div className="mt-5 flex flex-col gap-2 border-line border-t pt-5">
          <Button
            size="medium"
            disabled={busy}
            onClick={() => void run(() => changes.newCode(wall.id), setIssued)}
          >
            {t("newCode")}
          </Button>
          <p className="text-[13px] text-muted">{t("newCodeHelp")}</p>
          <Button
            kind="danger"
            size="medium"
            className="mt-3"
            disabled={busy}
            onClick={() =>
              void run(
                () => changes.revoke(wall.id),
                () => onRevoked?.(),
              )
            }
          >
            {t("revoke")}
          </Button>
          <p className="text-[13px] text-muted">{t("revokeHelp")}</p>
        </div>
      ) : null}
    </Sheet>
  );
}

function troubleOf({ status }: { status: number }): Trouble {
  if (status === 409) return "conflict";
  if (status === 404) return "gone";
  return status === 422 ? "tooManyWalls" : "unreachable";
}
