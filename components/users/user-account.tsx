"use client";
import { Link2, LogOut, type LucideIcon, UserRoundCheck, UserRoundX } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Outcome } from "@/hooks/send-keyed";
import { useAccountChanges } from "@/hooks/use-account-changes";
import { useSession } from "@/hooks/use-session";
import type { NamedCaddie } from "@/lib/caddies/contract";
import type { IssuedLink, ListedUser } from "@/lib/users/contract";
import { PhotoEditor } from "../photos/photo-editor";
import { Button, buttonLook } from "../ui/button";
import { FormTrouble, type Trouble, troubleOf } from "./form-trouble";
import { InvitationLink } from "./invitation-link";
import { UserDevices } from "./user-devices";
import { UserForm } from "./user-form";

type Done = "disabled" | "enabled" | "signedOut";

/** What an admin can do with an account. Nothing asks "are you sure": closing it can be taken back in place. */
export function UserAccount({
  user,
  caddie,
  now,
}: {
  user: ListedUser;
  caddie: NamedCaddie | undefined;
  now: number;
}) {
  const t = useTranslations("users");
  const changes = useAccountChanges();
  const own = useSession().user.id === user.id;
  const [issued, setIssued] = useState<IssuedLink | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function act<T>(work: Promise<Outcome<T>>, said: Done | null): Promise<T | null> {
    setBusy(true);
    const outcome = await work;
    setBusy(false);
    setTrouble(outcome.ok ? null : troubleOf(outcome.problem));
    setDone(outcome.ok ? said : null);
    return outcome.ok ? outcome.value : null;
  }
  const disable = () => act(changes.disable(user.id), "disabled").then(() => setIssued(null));
  const enable = () => act(changes.enable(user.id), "enabled");

  return (
    <div className="flex flex-col gap-5 pb-2">
      <div className="flex flex-col gap-2">
        <div role="status" className="empty:hidden">
          {done ? (
            <div className="flex items-center justify-between gap-3 rounded-control bg-brand-soft py-1.5 pr-1.5 pl-3.5">
              <p className="py-1.5">{t(done, { name: user.name })}</p>
              {done === "disabled" && user.state === "disabled" ? (
                <Button disabled={busy} onClick={enable}>
                  {t("undo")}
                </Button>
              ) : null}
            </div>
          ) : null}
        </div>
        <FormTrouble trouble={trouble} />
        <LinkNote user={user} />
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{t("actions", { name: user.name })}</legend>
          {user.state === "disabled" ? (
            <Action icon={UserRoundCheck} off={busy} onClick={enable}>
              {t("enable")}
            </Action>
          ) : (
            <>
              <Action
                icon={Link2}
                off={busy}
                onClick={() => act(changes.renewLink(user.id), null).then(setIssued)}
              >
                {t(user.state === "invited" ? "makeInvite" : "makeReset")}
              </Action>
              {user.state === "active" ? (
                <Action icon={LogOut} off={busy} onClick={() => act(changes.signOut(user.id), "signedOut")}>
                  {t("signOut")}
                </Action>
              ) : null}
              {own ? null : (
                <Action icon={UserRoundX} danger off={busy} onClick={disable}>
                  {t("disable")}
                </Action>
              )}
            </>
          )}
        </fieldset>
      </div>
      {issued && user.linkExpiresAt === issued.invitation.expiresAt ? (
        <InvitationLink issued={issued} />
      ) : null}
      <Part title={t("photo")}>
        <PhotoEditor userId={user.id} name={user.name} />
      </Part>
      <Part title={t("data")}>
        <UserForm user={user} caddie={caddie} own={own} />
      </Part>
      <Part title={t("devices")}>
        <UserDevices
          userId={user.id}
          now={now}
          onDrop={(sessionId) => void act(changes.dropDevice(user.id, sessionId), null)}
        />
      </Part>
    </div>
  );
}

/** Whether he can get in at all, and until when. */
function LinkNote({ user }: { user: ListedUser }) {
  const t = useTranslations("users");
  const format = useFormatter();
  if (user.state === "disabled") return null;
  const good = user.linkExpiresAt !== null && new Date(user.linkExpiresAt).getTime() > Date.now();
  if (good && user.linkExpiresAt) {
    const when = format.dateTime(new Date(user.linkExpiresAt), { dateStyle: "medium", timeStyle: "short" });
    return <p className="text-[13.5px] text-muted">{t("linkPending", { when })}</p>;
  }
  return user.state === "invited" ? <p className="text-[13.5px] text-called">{t("linkNone")}</p> : null;
}

function Action({
  icon: Icon,
  danger = false,
  off,
  onClick,
  children,
}: {
  icon: LucideIcon;
  danger?: boolean;
  off: boolean;
  onClick: () => Promise<unknown>;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      disabled={off}
      onClick={() => void onClick()}
      className={buttonLook({
        kind: danger ? "danger" : "ghost",
        size: "medium",
        className: "justify-start! px-4!",
      })}
    >
      <Icon size={18} aria-hidden="true" />
      {children}
    </button>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-line border-t pt-4">
      <h3 className="mb-3 font-sans! font-semibold text-[15px]">{title}</h3>
      {children}
    </section>
  );
}
