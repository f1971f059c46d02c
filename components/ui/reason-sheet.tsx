"use client";
import { type FormEvent, useState } from "react";
import { Button } from "./button";
import { TextField } from "./field";
import { Sheet } from "./sheet";
import { Spinner } from "./spinner";

const REASON_LENGTH = 200;

/** Asks why, for what everybody will read. `onSubmit` answers what went wrong, or null. */
export function ReasonSheet({
  title,
  label,
  help,
  missing,
  submitLabel,
  closeLabel,
  onSubmit,
  onClose,
}: {
  title: string;
  label: string;
  help: string;
  /** What is said when nothing was written; without it the reason may be left out. */
  missing?: string;
  submitLabel: string;
  closeLabel: string;
  onSubmit: (reason: string) => Promise<string | null>;
  onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const [empty, setEmpty] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const lacks = missing !== undefined && reason.trim() === "";
    setEmpty(lacks);
    if (lacks) return;
    setBusy(true);
    const wrong = await onSubmit(reason.trim());
    setBusy(false);
    setTrouble(wrong);
    if (wrong === null) onClose();
  }

  return (
    <Sheet title={title} closeLabel={closeLabel} onClose={onClose}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        <TextField
          data-first-focus
          label={label}
          help={help}
          maxLength={REASON_LENGTH}
          value={reason}
          error={empty ? missing : null}
          onChange={(event) => setReason(event.target.value)}
        />
        <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
          {trouble}
        </p>
        <Button kind="main" size="medium" type="submit" disabled={busy}>
          {busy ? <Spinner /> : null}
          {submitLabel}
        </Button>
      </form>
    </Sheet>
  );
}
