"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTypingIndicator } from "@/hooks/use-typing-indicator";
import { NAME_LENGTH, PHONE_NUMBER } from "@/lib/caddies/vocabulary";
import { EditingHint } from "../realtime/editing-hint";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/field";
import { Sheet } from "../ui/sheet";

export interface CaddieInput {
  name: string;
  phoneNumber: string | null;
  listNumber: number;
}

/** `null`: done. Otherwise the fields that were refused; none of them: it could not be sent. */
export type SubmitResult = readonly string[] | null;

export interface CaddieFormProps {
  title: string;
  submitLabel: string;
  initial: CaddieInput;
  /** The lists to choose from; without them the list is not asked for. */
  lists?: readonly { number: number; name: string }[];
  /** What is edited, where others may be editing it too. */
  resource?: string;
  onSubmit: (input: CaddieInput) => Promise<SubmitResult>;
  onClose: () => void;
}

/** What would be refused anyway, said before it is sent; the server's word is the last. */
function wrongFields({ name, phoneNumber }: CaddieInput): string[] {
  return [
    ...(name === "" || name.length > NAME_LENGTH ? ["name"] : []),
    ...(phoneNumber !== null && !PHONE_NUMBER.test(phoneNumber) ? ["phoneNumber"] : []),
  ];
}

/** Adds a caddie or edits one. What was typed stays until it is saved or the sheet is closed by hand. */
export function CaddieForm({
  title,
  submitLabel,
  initial,
  lists,
  resource,
  onSubmit,
  onClose,
}: CaddieFormProps) {
  const t = useTranslations("form");
  const menu = useTranslations("menu");
  const [errors, setErrors] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: keyof CaddieInput) => String(form.get(field) ?? "").trim();
    const input: CaddieInput = {
      name: text("name"),
      phoneNumber: text("phoneNumber") || null,
      listNumber: Number(form.get("listNumber") ?? initial.listNumber),
    };
    const wrong = wrongFields(input);
    setFailed(false);
    setErrors(wrong);
    if (wrong.length > 0) return;
    setBusy(true);
    const result = await onSubmit(input);
    setBusy(false);
    if (result === null) return onClose();
    setErrors(result);
    setFailed(result.length === 0);
  }

  function errorOf(path: keyof CaddieInput, value: string): string | null {
    if (!errors.includes(path)) return null;
    if (path === "name")
      return value.trim() === "" || value.trim().length <= NAME_LENGTH ? t("nameMissing") : t("nameLong");
    return path === "phoneNumber" ? t("phoneBad") : t("fieldBad");
  }

  return (
    <Sheet title={title} closeLabel={menu("close")} onClose={onClose}>
      <Fields
        initial={initial}
        lists={lists}
        resource={resource}
        errorOf={errorOf}
        onSubmit={submit}
        actions={
          <div className="flex gap-2 pt-1">
            <Button size="medium" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button kind="main" size="medium" type="submit" disabled={busy} className="flex-1">
              {busy ? t("saving") : submitLabel}
            </Button>
          </div>
        }
        failure={failed ? t("failed") : null}
      />
    </Sheet>
  );
}

interface FieldsProps extends Pick<CaddieFormProps, "initial" | "lists" | "resource"> {
  errorOf: (path: keyof CaddieInput, value: string) => string | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => Promise<void>;
  actions: React.ReactNode;
  failure: string | null;
}

function Fields({ initial, lists, resource, errorOf, onSubmit, actions, failure }: FieldsProps) {
  const t = useTranslations("form");
  const { typing, onType } = useTypingIndicator(resource ?? null);
  const fieldName = (field: string) => (field === "name" ? t("name") : t("phone"));
  const [name, setName] = useState(initial.name);
  const [phone, setPhone] = useState(initial.phoneNumber ?? "");
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {resource ? <EditingHint resource={resource} typing={typing} fieldName={fieldName} /> : null}
      <TextField
        label={t("name")}
        name="name"
        value={name}
        autoComplete="off"
        autoCapitalize="words"
        data-first-focus
        onChange={(event) => {
          onType("name");
          setName(event.target.value);
        }}
        error={errorOf("name", name)}
      />
      <TextField
        label={t("phone")}
        help={t("phoneHelp")}
        name="phoneNumber"
        type="tel"
        inputMode="tel"
        autoComplete="off"
        value={phone}
        onChange={(event) => {
          onType("phoneNumber");
          setPhone(event.target.value);
        }}
        error={errorOf("phoneNumber", phone)}
      />
      {lists ? (
        <SelectField label={t("list")} name="listNumber" defaultValue={initial.listNumber}>
          {lists.map((list) => (
            <option key={list.number} value={list.number}>
              {list.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      {failure ? (
        <p role="alert" className="rounded-control bg-danger-soft px-3 py-2 text-[14px] text-danger">
          {failure}
        </p>
      ) : null}
      {actions}
    </form>
  );
}
