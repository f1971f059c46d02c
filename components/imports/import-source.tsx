"use client";
import clsx from "clsx";
import { ClipboardPaste, Download, FileUp } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type DragEvent, useId, useState } from "react";
import { MOST_ROWS } from "@/lib/imports/vocabulary";
import { Button, buttonLook } from "../ui/button";
import { control, describedBy, FieldFrame } from "../ui/field";
import { readFile, readText, type Source, saveFile } from "./read-file";
import { useImportTexts } from "./use-import-texts";

/** Where the rows come from: a file, chosen or dropped, or what was copied from a spreadsheet. */
export function ImportSource({ onRead }: { onRead: (source: Source) => void }) {
  const t = useTranslations("imports");
  const { example } = useImportTexts();
  const locale = useLocale();
  const id = useId();
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const [failed, setFailed] = useState(false);

  function take(reading: Promise<Source>) {
    setFailed(false);
    // The reader itself may not come when the signal is gone.
    reading.then(onRead, () => setFailed(true));
  }
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    const text = event.dataTransfer.getData("text/plain");
    if (file) take(readFile(file));
    else if (text) take(readText(text, null));
  }

  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <section
        aria-label={t("fromFile")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={clsx(
          "flex flex-col items-center gap-3 rounded-card border-2 border-dashed bg-surface px-5 py-9 text-center",
          over ? "border-brand bg-brand-soft" : "border-edge",
        )}
      >
        <FileUp size={32} aria-hidden="true" className="text-brand" />
        <label
          className={buttonLook({
            kind: "main",
            size: "medium",
            className: "cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-out",
          })}
        >
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) take(readFile(file));
              event.target.value = "";
            }}
          />
          {t("choose")}
        </label>
        <p className="text-[14px] text-muted max-lg:hidden">{t("drop")}</p>
        <p className="max-w-90 text-[14px] text-muted">{t("formats", { n: MOST_ROWS })}</p>
        <div role="alert" className="empty:hidden">
          {failed ? <p className="font-medium text-[14px] text-danger">{t("readerMissing")}</p> : null}
        </div>
      </section>
      <div className="flex flex-col gap-4">
        <section className="rounded-card border border-line bg-surface p-5">
          <FieldFrame id={id} label={t("paste")} help={t("pasteHelp")}>
            <textarea
              id={id}
              rows={4}
              spellCheck={false}
              value={pasted}
              aria-describedby={describedBy(id, { label: t("paste"), help: t("pasteHelp") })}
              onChange={(event) => setPasted(event.target.value)}
              className={clsx(control, "py-2.5")}
            />
          </FieldFrame>
          <Button
            size="medium"
            className="mt-3 w-full"
            disabled={pasted.trim() === ""}
            onClick={() => take(readText(pasted, null))}
          >
            <ClipboardPaste size={18} aria-hidden="true" />
            {t("readPasted")}
          </Button>
        </section>
        <section className="rounded-card border border-line bg-surface p-5">
          <h2 className="font-semibold text-[15px]">{t("columnsTitle")}</h2>
          <p className="mt-1 text-[14px] text-muted">{t("columnsHelp")}</p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button onClick={() => saveFile(example(), t("exampleFile"))}>
              <Download size={17} aria-hidden="true" />
              {t("example")}
            </Button>
            <a href={`/api/caddies/export?language=${locale}`} download className={buttonLook({})}>
              <Download size={17} aria-hidden="true" />
              {t("export")}
            </a>
          </div>
        </section>
      </div>
    </div>
  );
}
