"use client";
import { ArrowLeft, Download, FileX2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useBoard } from "@/hooks/use-board";
import { useImport } from "@/hooks/use-import";
import { useSession } from "@/hooks/use-session";
import { checkRows, type ImportRow } from "@/lib/imports/policy";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";
import { type Done, ImportDone } from "./import-done";
import { ImportPreview } from "./import-preview";
import { ImportSource } from "./import-source";
import { type Source, saveFile } from "./read-file";
import { type BadRow, badRows, useImportTexts } from "./use-import-texts";

type Trouble = "failed" | "forbidden" | "session";
const NO_ROWS: ImportRow[] = [];
const HELP = {
  tooLarge: "tooLargeHelp",
  tooMany: "tooManyHelp",
  empty: "emptyHelp",
  noName: "noNameHelp",
  unreadable: "unreadableHelp",
} as const;

/** `/caddies/importar`: choose, look, import; what is wrong goes back as a file to mend. */
export function ImportPage() {
  const t = useTranslations("imports");
  const texts = useImportTexts();
  const { club } = useSession();
  const { confirmed } = useBoard();
  const { send } = useImport();
  const [source, setSource] = useState<Source | null>(null);
  const [list, setList] = useState("");
  const [allowRepeated, setAllowRepeated] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Done | null>(null);

  const rows = source?.kind === "table" ? source.table.rows : NO_ROWS;
  const filled = useMemo(() => rows.map((row) => ({ ...row, list: row.list || list })), [rows, list]);
  // Live: who comes onto the board meanwhile is known here too.
  const known = useMemo(
    () =>
      Object.entries(confirmed.lists).flatMap(([number, { caddies }]) =>
        Object.values(caddies).map(({ name }) => ({ name, listNumber: Number(number) })),
      ),
    [confirmed],
  );
  const checked = useMemo(
    () => checkRows(filled, { lists: club.lists, known, allowRepeated }),
    [filled, club.lists, known, allowRepeated],
  );
  const bad = badRows(filled, checked.bad);

  async function submit() {
    setBusy(true);
    setTrouble(null);
    const { importKey, outcome } = await send(filled, allowRepeated);
    setBusy(false);
    if (outcome.ok) {
      const { added, bad: left } = outcome.value;
      return setDone({ importKey, added, bad: badRows(filled, left) });
    }
    const { status } = outcome.problem;
    setTrouble(status === 401 ? "session" : status === 403 ? "forbidden" : "failed");
  }
  function startAgain() {
    setSource(null);
    setDone(null);
    setTrouble(null);
  }
  const save = (left: readonly BadRow[]) => saveFile(texts.toMend(left), t("mendFile"));
  const mend = (left: readonly BadRow[]) => (
    <Button onClick={() => save(left)}>
      <Download size={17} aria-hidden="true" />
      {t("downloadBad", { n: left.length })}
    </Button>
  );

  const ready = checked.good.length;
  const showsPreview = source?.kind === "table" && !done;
  return (
    <LivePageFrame
      title={t("title")}
      subtitle={club.name}
      footer={
        showsPreview ? (
          <div className="border-line border-t bg-surface px-4 py-3 md:px-6">
            <div className="mx-auto flex max-w-5xl flex-wrap gap-2">
              <Button size="medium" onClick={startAgain} disabled={busy}>
                {t("otherFile")}
              </Button>
              <Button
                kind="main"
                size="medium"
                className="flex-1 lg:flex-none"
                disabled={busy || ready === 0}
                onClick={() => void submit()}
              >
                {t(busy ? "importing" : "submit", { n: ready })}
              </Button>
            </div>
          </div>
        ) : null
      }
    >
      <div className="mx-auto max-w-5xl pt-1">
        <PageLink href="/turnos" className={buttonLook({ kind: "quiet", className: "-ml-4 text-brand!" })}>
          <ArrowLeft size={18} aria-hidden="true" />
          {t("back")}
        </PageLink>
        {done ? (
          <ImportDone done={done} mend={mend} onAgain={startAgain} />
        ) : source?.kind === "table" ? (
          <ImportPreview
            source={source}
            good={checked.good}
            bad={bad}
            mend={mend}
            list={list}
            onList={setList}
            allowRepeated={allowRepeated}
            onAllowRepeated={setAllowRepeated}
            trouble={trouble ? t(trouble) : null}
          />
        ) : source ? (
          <Notice
            icon={FileX2}
            title={t(source.trouble, { n: source.n })}
            help={t(HELP[source.trouble])}
            roomy
            action={
              <Button kind="main" size="medium" onClick={startAgain}>
                {t("otherFile")}
              </Button>
            }
          />
        ) : (
          <ImportSource onRead={setSource} />
        )}
      </div>
    </LivePageFrame>
  );
}
