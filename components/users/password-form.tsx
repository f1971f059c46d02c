"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { apiFetch, problemFrom } from "@/lib/http/fetch";
import { PASSWORD_LENGTH } from "@/lib/users/vocabulary";
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { Spinner } from "../ui/spinner";

type Outcome = "changed" | "tooMany" | "unreachable" | "ended";
type Wrong = { current?: "currentMissing" | "currentWrong"; next?: "nextShort" | "nextSame" };

/** Changes one's own password; the other devices have to sign in again. */
export function PasswordForm() {
  const t = useTranslations("account");
  const signIn = useTranslations("signIn");
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const current = String(given.get("current") ?? "");
    const next = String(given.get("next") ?? "");
    const found = check(current, next);
    setWrong(found);
    setOutcome(null);
    if (found.current || found.next) return;
    setBusy(true);
    try {
      await apiFetch("/api/account/password", { method: "POST", body: { current, next } });
      form.current?.reset();
      setOutcome("changed");
    } catch (error) {
      const { status, errors = [] } = problemFrom(error);
      if (errors.some(({ path }) => path === "current")) setWrong({ current: "currentWrong" });
      else setOutcome(status === 429 ? "tooMany" : status === 401 ? "ended" : "unreachable");
    } finally {
      setBusy(false);
    }
  }

  const eye = { show: signIn("show"), hide: signIn("hide") };
  return (
    <form ref={form} noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <PasswordField
        {...eye}
        label={t("current")}
        name="current"
        autoComplete="current-password"
        error={wrong.current ? t(wrong.current) : null}
      />
      <PasswordField
        {...eye}
        label={t("next")}
        help={t("nextHelp", { n: PASSWORD_LENGTH })}
        name="next"
        autoComplete="new-password"
        error={wrong.next ? t(wrong.next, { n: PASSWORD_LENGTH }) : null}
      />
      <Button size="medium" type="submit" disabled={busy}>
        {busy ? <Spinner /> : null}
        {t(busy ? "changing" : "change")}
      </Button>
      <p role="status" className="font-semibold text-[14px] text-free empty:hidden">
        {outcome === "changed" ? t("changed") : ""}
      </p>
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {outcome !== null && outcome !== "changed" ? t(outcome) : ""}
      </p>
    </form>
  );
}

/** What would be refused anyway, said before it is sent. */
function check(current: string, next: string): Wrong {
  return {
    ...(current === "" && { current: "currentMissing" as const }),
    ...(next.length < PASSWORD_LENGTH
      ? { next: "nextShort" as const }
      : next === current && { next: "nextSame" as const }),
  };
}
