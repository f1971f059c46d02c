"use client";
import { ArrowLeft, Printer, UserRoundCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useCaddiesWithoutAccount } from "@/hooks/use-caddies-without-account";
import { useInviteMany } from "@/hooks/use-invite-many";
import { useSession } from "@/hooks/use-session";
import type { NamedCaddie } from "@/lib/caddies/contract";
import type { IssuedLinks } from "@/lib/users/contract";
import { MOST_INVITED } from "@/lib/users/vocabulary";
import { useListName } from "../caddies/use-list-name";
import { LivePageFrame } from "../shell/live-page-frame";
import { PageLink } from "../shell/page-link";
import { Button, buttonLook } from "../ui/button";
import { SelectField } from "../ui/field";
import { LoadFailed } from "../ui/load-failed";
import { Notice } from "../ui/notice";
import { Spinner } from "../ui/spinner";
import { CaddieChoice } from "./caddie-choice";
import { FormTrouble, type Trouble, troubleOf } from "./form-trouble";
import { InvitationSheets } from "./invitation-sheets";

const NOBODY: NamedCaddie[] = [];

/** `/usuarios/invitar`: one-time links for many caddies at once, on paper. */
export function InviteManyPage() {
  const t = useTranslations("inviteMany");
  const { club } = useSession();
  const listName = useListName();
  const query = useCaddiesWithoutAccount();
  const { send, last } = useInviteMany();
  const [list, setList] = useState<number | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [done, setDone] = useState<IssuedLinks | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const waiting = query.data ?? NOBODY;
  const shown = waiting.filter(({ listNumber }) => list === null || listNumber === list);
  // Somebody may have been invited by another admin meanwhile.
  const ids = chosen.filter((id) => waiting.some((caddie) => caddie.id === id)).slice(0, MOST_INVITED);

  async function issue(work: ReturnType<typeof send>) {
    setBusy(true);
    const outcome = await work;
    setBusy(false);
    setTrouble(outcome.ok ? null : troubleOf(outcome.problem, "inviteFailed"));
    if (outcome.ok) setDone(outcome.value);
    else void query.refetch();
  }

  if (done) {
    const people = done.issued.map(({ listNumber, ...issued }) => ({ issued, list: listName(listNumber) }));
    return (
      <Frame
        footer={
          <>
            <Button size="medium" onClick={() => setDone(null)}>
              {t("more")}
            </Button>
            <Button kind="main" size="medium" className="flex-1 lg:flex-none" onClick={() => window.print()}>
              <Printer size={18} aria-hidden="true" />
              {t("print")}
            </Button>
          </>
        }
      >
        <div role="status" className="mb-4 print:hidden">
          <p className="numeral font-bold text-[20px]">{t("made", { n: people.length })}</p>
          <p className="max-w-prose text-[14px] text-muted">
            {t("madeHelp")} {done.skipped.length > 0 ? t("skipped", { n: done.skipped.length }) : ""}
          </p>
        </div>
        <InvitationSheets people={people} />
      </Frame>
    );
  }
  return (
    <Frame
      footer={
        waiting.length > 0 ? (
          <Button
            kind="main"
            size="medium"
            className="flex-1 lg:flex-none"
            disabled={busy || ids.length === 0}
            onClick={() => void issue(send(ids))}
          >
            {busy ? <Spinner /> : null}
            {t(busy ? "making" : "make", { n: ids.length })}
          </Button>
        ) : null
      }
    >
      <p className="mb-4 max-w-prose text-[14.5px] text-muted">{t("help", { n: MOST_INVITED })}</p>
      {last ? (
        <div className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-surface py-2.5 pr-2.5 pl-5">
          <p className="text-[14px]">{t("lastHelp", { n: last.caddieIds.length })}</p>
          <Button disabled={busy} onClick={() => void issue(send(last.caddieIds, last.key))}>
            <Printer size={17} aria-hidden="true" />
            {t("last")}
          </Button>
        </div>
      ) : null}
      <div className="mb-4 empty:hidden">
        <FormTrouble trouble={trouble} />
      </div>
      {query.isPending ? (
        <p role="status" className="flex items-center justify-center gap-3 py-14 text-muted">
          <Spinner /> {t("loading")}
        </p>
      ) : query.isError && waiting.length === 0 ? (
        <LoadFailed title={t("failed")} retry={t("retry")} onRetry={() => void query.refetch()} />
      ) : waiting.length === 0 ? (
        <Notice icon={UserRoundCheck} title={t("everybody")} help={t("everybodyHelp")} roomy />
      ) : (
        <>
          <div className="mb-4 max-w-sm">
            <SelectField
              label={t("list")}
              value={list ?? ""}
              onChange={(event) => setList(event.target.value === "" ? null : Number(event.target.value))}
            >
              <option value="">{t("allLists")}</option>
              {club.lists.map(({ number }) => (
                <option key={number} value={number}>
                  {listName(number)}
                </option>
              ))}
            </SelectField>
          </div>
          <CaddieChoice caddies={shown} chosen={ids} onChange={setChosen} />
        </>
      )}
    </Frame>
  );
}

function Frame({ footer, children }: { footer: ReactNode; children: ReactNode }) {
  const t = useTranslations("inviteMany");
  return (
    <LivePageFrame
      title={t("title")}
      footer={
        footer ? (
          <div className="border-line border-t bg-surface px-4 py-3 md:px-6">
            <div className="mx-auto flex max-w-4xl gap-2">{footer}</div>
          </div>
        ) : null
      }
    >
      <div className="mx-auto max-w-4xl">
        <PageLink
          href="/usuarios"
          className={buttonLook({ kind: "quiet", className: "-ml-4 text-brand! print:hidden" })}
        >
          <ArrowLeft size={18} aria-hidden="true" />
          {t("back")}
        </PageLink>
        {children}
      </div>
    </LivePageFrame>
  );
}
