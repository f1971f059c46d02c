"use client";
import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
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
  const [shown, setShown] = useState(false);

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
      <div className="relative">
        <TextField
          label={t("password")}
          name="password"
          type={shown ? "text" : "password"}
          autoComplete="current-password"
          required
          className="pr-13"
        />
        <Button
          kind="quiet"
          size="icon"
          className="absolute right-0.5 bottom-0.5"
          aria-label={t(shown ? "hide" : "show")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={20} aria-hidden="true" /> : <Eye size={20} aria-hidden="true" />}
        </Button>
      </div>
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
