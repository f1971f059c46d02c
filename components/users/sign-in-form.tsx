"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { PasswordField } from "../ui/password-field";
import { Spinner } from "../ui/spinner";
import { type SignInOutcome, signInWithPassword } from "./sign-in";

type Trouble = Exclude<SignInOutcome, "ok"> | "missing";

/** Signs in and opens the board. What was typed stays after a refusal. */
export function SignInForm({
  signIn = signInWithPassword,
  onSignedIn = () => window.location.assign("/turnos"),
}: {
  signIn?: typeof signInWithPassword;
  onSignedIn?: () => void;
}) {
  const t = useTranslations("signIn");
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const identifier = String(form.get("identifier") ?? "").trim();
    const password = String(form.get("password") ?? "");
    if (identifier === "" || password === "") return setTrouble("missing");
    setBusy(true);
    setTrouble(null);
    const outcome = await signIn(identifier, password);
    if (outcome === "ok") return onSignedIn();
    setBusy(false);
    setTrouble(outcome);
  }

  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t("identifier")}
        name="identifier"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="email"
        required
      />
      <PasswordField
        label={t("password")}
        name="password"
        autoComplete="current-password"
        required
        show={t("show")}
        hide={t("hide")}
      />
      <div role="alert">
        {trouble ? (
          <p className="rounded-control bg-danger-soft px-3.5 py-2.5 font-medium text-[14px] text-danger">
            {t(trouble)}
          </p>
        ) : null}
      </div>
      <Button kind="main" size="large" type="submit" disabled={busy}>
        {busy ? <Spinner /> : null}
        {t(busy ? "sending" : "submit")}
      </Button>
      <p className="text-center text-[13.5px] text-muted">{t("forgot")}</p>
    </form>
  );
}
