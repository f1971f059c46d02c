"use client";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { ApiProblem, apiFetch } from "@/lib/http/fetch";
import { LOCALE_COOKIE } from "@/lib/i18n/catalogue";
import { CLUB_NAME_LENGTH, defaultListName, isTimeZone } from "@/lib/organizations/vocabulary";
import { LOCALES, type Locale, PASSWORD_LENGTH } from "@/lib/users/vocabulary";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { TextField } from "../ui/field";
import { PasswordField } from "../ui/password-field";
import { Spinner } from "../ui/spinner";
import { keepPreference } from "../users/keep-preference";
import { signInWithPassword } from "../users/sign-in";
import { ListNames } from "./list-names";
import { TimeZoneField } from "./time-zone-field";

type Trouble = "unreachable" | "gone" | "tooMany" | "refused";
const LISTS = ["a", "b", "c"];

/** Creates the club and its first admin, signs him in and opens the board. `token`: the end of the printed link. */
export function SetupForm({
  token,
  onDone = (path) => window.location.assign(path),
}: {
  token: string;
  onDone?: (path: string) => void;
}) {
  const t = useTranslations("setup");
  const club = useTranslations("club");
  const signIn = useTranslations("signIn");
  const router = useRouter();
  const locale = useLocale();
  const [timeZone, setTimeZone] = useState("America/Bogota");
  const [lists, setLists] = useState<{ key: string; name: string | null }[]>(() =>
    LISTS.map((key) => ({ key, name: null })),
  );
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (isTimeZone(own)) setTimeZone(own);
  }, []);

  function changeLocale(next: Locale) {
    keepPreference(LOCALE_COOKIE, next);
    router.refresh();
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (field: string) => String(form.get(field) ?? "").trim();
    const admin = {
      name: text("name"),
      identifier: text("identifier"),
      password: String(form.get("password") ?? ""),
    };
    const body = {
      token,
      club: {
        name: text("club"),
        timeZone,
        language: locale,
        lists: lists.map(({ name }, i) => (name === null ? defaultListName(i + 1) : name.trim())),
      },
      admin,
    };
    const missing = [
      ...(body.club.name === "" ? ["club.name"] : []),
      ...body.club.lists.flatMap((name, i) => (name === "" ? [`club.lists.${i}`] : [])),
      ...(admin.name === "" ? ["admin.name"] : []),
      ...(admin.identifier === "" ? ["admin.identifier"] : []),
      ...(admin.password.length < PASSWORD_LENGTH ? ["admin.password"] : []),
    ];
    setWrong(missing);
    setTrouble(null);
    if (missing.length > 0) return;
    setBusy(true);
    try {
      await apiFetch("/api/setup", { method: "POST", body });
    } catch (error) {
      const problem = error instanceof ApiProblem ? error.problem : null;
      // An answer that was lost on the way: the club is there, and it is his.
      const made =
        problem?.status === 404 && (await signInWithPassword(admin.identifier, admin.password)) === "ok";
      if (made) return onDone("/turnos");
      setBusy(false);
      setWrong(problem?.errors?.map(({ path }) => path) ?? []);
      return setTrouble(troubleOf(problem?.status));
    }
    const outcome = await signInWithPassword(admin.identifier, admin.password);
    onDone(outcome === "ok" ? "/turnos" : "/entrar");
  }

  const errorOf = (path: string, message: string) => (wrong.includes(path) ? message : null);
  return (
    <form noValidate method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Section title={t("club")}>
        <Choice
          label={club("language")}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: club(value) }))}
          onChange={changeLocale}
        />
        <TextField
          label={club("name")}
          name="club"
          autoComplete="organization"
          maxLength={CLUB_NAME_LENGTH}
          error={errorOf("club.name", club("nameMissing"))}
        />
        <TimeZoneField
          value={timeZone}
          onChange={setTimeZone}
          error={errorOf("club.timeZone", club("timeZoneBad"))}
        />
        <ListNames
          rows={lists.map((row, i) => ({
            ...row,
            number: i + 1,
            error: errorOf(`club.lists.${i}`, club("listMissing")),
          }))}
          onRename={(key, name) => setLists(lists.map((row) => (row.key === key ? { key, name } : row)))}
          onRemove={(key) => setLists(lists.filter((row) => row.key !== key))}
          onAdd={() => setLists([...lists, { key: `${Date.now()}`, name: null }])}
        />
      </Section>
      <Section title={t("you")}>
        <TextField
          label={t("name")}
          name="name"
          autoComplete="name"
          maxLength={80}
          error={errorOf("admin.name", t("nameMissing"))}
        />
        <TextField
          label={signIn("identifier")}
          help={t("identifierHelp")}
          name="identifier"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          error={errorOf("admin.identifier", t("identifierMissing"))}
        />
        <PasswordField
          label={signIn("password")}
          help={t("passwordHelp", { n: PASSWORD_LENGTH })}
          name="password"
          autoComplete="new-password"
          show={signIn("show")}
          hide={signIn("hide")}
          error={errorOf("admin.password", t("passwordShort", { n: PASSWORD_LENGTH }))}
        />
      </Section>
      <p role="alert" className="font-medium text-[14px] text-danger empty:hidden">
        {trouble ? t(trouble) : ""}
      </p>
      <Button kind="main" size="large" type="submit" disabled={busy}>
        {busy ? <Spinner /> : null}
        {t(busy ? "sending" : "submit")}
      </Button>
    </form>
  );
}

function troubleOf(status: number | undefined): Trouble {
  if (status === 404) return "gone";
  if (status === 429) return "tooMany";
  return status === 422 ? "refused" : "unreachable";
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section
      aria-label={title}
      className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5"
    >
      <h2 className="font-semibold text-[17px]">{title}</h2>
      {children}
    </section>
  );
}
