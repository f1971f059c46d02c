"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { apiFetch, problemFrom } from "@/lib/http/fetch";
import { type PasswordFault, passwordFault } from "@/lib/users/policy";
import type { InvitationKind } from "@/lib/users/vocabulary";
import { Button } from "../ui/button";
import { PasswordField } from "../ui/password-field";
import { Spinner } from "../ui/spinner";
import { ClosedLink, type ClosedState } from "./closed-link";
import { signInWithPassword } from "./sign-in";

const FAULTS: Record<PasswordFault, "short" | "long" | "identifierFault" | "demo"> = {
  short: "short",
  long: "long",
  identifier: "identifierFault",
  demo: "demo",
};

/** Chooses the password and signs in with it. The link stays behind: it is not in the history of the phone. */
export function InvitationForm({
  token,
  kind,
  name,
  clubName,
  identifier,
  signIn = signInWithPassword,
  leave = (path) => window.location.replace(path),
}: {
  token: string;
  kind: InvitationKind;
  name: string;
  clubName: string;
  identifier: string;
  signIn?: typeof signInWithPassword;
  leave?: (path: string) => void;
}) {
  const t = useTranslations("invitation");
  const [fault, setFault] = useState<PasswordFault | null>(null);
  const [trouble, setTrouble] = useState<"tooMany" | "unreachable" | null>(null);
  const [closed, setClosed] = useState<ClosedState | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    const wrong = passwordFault(password, identifier);
    setFault(wrong);
    setTrouble(null);
    if (wrong) return;
    setBusy(true);
    try {
      await apiFetch(`/api/invitations/${encodeURIComponent(token)}`, { method: "POST", body: { password } });
    } catch (error) {
      const problem = problemFrom(error);
      const used = problem.code === "LINK_CLOSED" && stateIn(problem) === "used";
      // The first answer may have been lost on its way: then the password is set, and opens.
      if (!used || (await signIn(identifier, password)) !== "ok") {
        setBusy(false);
        return refuse(problem);
      }
      return leave("/turnos");
    }
    // The password is set by now, whatever becomes of this: from here on one signs in as always.
    leave((await signIn(identifier, password)) === "ok" ? "/turnos" : "/entrar");
  }

  function refuse(problem: ReturnType<typeof problemFrom>) {
    if (problem.code === "LINK_CLOSED") setClosed(stateIn(problem));
    else if (problem.status === 404) setClosed("unknown");
    else if (problem.status === 422) setFault((problem.errors?.[0]?.message as PasswordFault) ?? "short");
    else setTrouble(problem.status === 429 ? "tooMany" : "unreachable");
  }

  if (closed) return <ClosedLink state={closed} />;
  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <div className="mb-2 text-center">
        <h1 className="numeral font-bold text-[28px] leading-9">{t("welcome", { name })}</h1>
        <p className="mt-1 text-muted">{t(kind === "reset" ? "reset" : "invite", { club: clubName })}</p>
      </div>
      <div className="rounded-control border border-line bg-surface px-4 py-3">
        <p className="text-[13px] text-muted">{t("identifier")}</p>
        <p className="break-all font-semibold text-[17px]">{identifier}</p>
        <p className="mt-0.5 text-[13px] text-muted">{t("identifierHelp")}</p>
      </div>
      {/* For the phone's own store of passwords, which keeps the pair. */}
      <input type="hidden" name="username" autoComplete="username" value={identifier} readOnly />
      <PasswordField
        label={t("password")}
        name="password"
        help={t("passwordHelp")}
        error={fault ? t(FAULTS[fault] ?? "short") : null}
        autoComplete="new-password"
        required
        show={t("show")}
        hide={t("hide")}
      />
      <div role="alert" className="empty:hidden">
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
    </form>
  );
}

/** `state` is a member of the refusal itself. */
function stateIn(problem: object): "used" | "expired" | "replaced" {
  const { state } = problem as { state?: unknown };
  return state === "used" || state === "expired" ? state : "replaced";
}
