"use client";
import {
  ArrowDown,
  ArrowDownToLine,
  ArrowLeftRight,
  ArrowUp,
  ArrowUpToLine,
  CircleDot,
  CircleX,
  ClipboardList,
  Flag,
  type LucideIcon,
  Megaphone,
  MegaphoneOff,
  Pencil,
  SkipForward,
  Trash2,
  UserRound,
  UserRoundX,
} from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CaddieStatus } from "@/lib/caddies/contract";
import { isLegalMove } from "@/lib/caddies/policy";
import { placeOnReturn } from "@/lib/rules/policy";
import { PageLink } from "../shell/page-link";
import { buttonLook } from "../ui/button";
import { TextField } from "../ui/field";
import { Sheet } from "../ui/sheet";
import type { BoardActions, ListView, RowView } from "./board-view";
import { MenuButton, menuLook } from "./menu-button";
import { StatusMark } from "./status-mark";

export interface CaddieMenuProps {
  row: RowView;
  list: ListView;
  lists: readonly ListView[];
  actions: Pick<BoardActions, "setStatus" | "move" | "moveToList" | "skip" | "noShow" | "call">;
  /** Sends him with all that is to be said of it. */
  onDispatch: () => void;
  onEdit: () => void;
  onRemove: () => void;
  onClose: () => void;
  /** On the caddie's own page the link to it is left out. */
  withPage?: boolean;
}

/** All that the master can do with one caddie, in large targets. */
export function CaddieMenu(props: CaddieMenuProps) {
  const { row, list, lists, actions, onDispatch, onEdit, onRemove, onClose, withPage = true } = props;
  const t = useTranslations("menu");
  const [reason, setReason] = useState("");
  const { id, name, status, calledAt, turn } = row.caddie;
  const back = placeOnReturn(list.rules, turn?.requested ?? false);
  const why = reason.trim() === "" ? undefined : reason.trim();
  const last = list.queue.length;
  const then = (act: () => void) => () => {
    act();
    onClose();
  };
  const place = (position: number) => then(() => actions.move(id, position, why));

  return (
    <Sheet title={name} subtitle={<Where row={row} list={list} />} closeLabel={t("close")} onClose={onClose}>
      <ul aria-label={t("title", { name })} className="-mx-2">
        {statusMoves(status, row.position === 1)
          .filter((move) => isLegalMove(status, move.to))
          .map((move) => (
            <MenuButton key={move.to} icon={move.icon} onClick={then(() => actions.setStatus(id, move.to))}>
              {move.text === "returned" ? t("returned", { place: back }) : t(move.text)}
            </MenuButton>
          ))}
        {status === "Disponible" ? (
          <>
            <MenuButton icon={ClipboardList} onClick={onDispatch}>
              {t("sendWith")}
            </MenuButton>
            <MenuButton
              icon={calledAt ? MegaphoneOff : Megaphone}
              onClick={then(() => actions.call(id, calledAt === null))}
            >
              {t(calledAt ? "callEnd" : "call")}
            </MenuButton>
            <MenuButton icon={SkipForward} onClick={then(() => actions.skip(id))}>
              {t("skip")}
            </MenuButton>
            <MenuButton icon={UserRoundX} onClick={then(() => actions.noShow(id, why))}>
              {t("noShow")}
            </MenuButton>
          </>
        ) : null}
        <MenuButton icon={Pencil} onClick={onEdit}>
          {t("edit")}
        </MenuButton>
        {withPage ? (
          <li>
            <PageLink href={`/caddies/${id}`} className={menuLook} onClick={onClose}>
              <UserRound size={20} aria-hidden="true" className="text-muted" />
              {t("page")}
            </PageLink>
          </li>
        ) : null}
        <MenuButton icon={Trash2} danger onClick={then(onRemove)}>
          {t("remove")}
        </MenuButton>
      </ul>
      {row.position === null && lists.length < 2 ? null : (
        <section className="mt-3 border-line border-t pt-3">
          <h3 className="mb-2 font-sans! font-semibold text-[14px]">{t("move")}</h3>
          {row.position === null ? null : (
            <div className="mb-2 grid grid-cols-2 gap-2">
              <PlaceButton icon={ArrowUp} off={row.position === 1} onClick={place(row.position - 1)}>
                {t("up")}
              </PlaceButton>
              <PlaceButton icon={ArrowDown} off={row.position === last} onClick={place(row.position + 1)}>
                {t("down")}
              </PlaceButton>
              <PlaceButton icon={ArrowUpToLine} off={row.position === 1} onClick={place(1)}>
                {t("first")}
              </PlaceButton>
              <PlaceButton icon={ArrowDownToLine} off={row.position === last} onClick={place(last)}>
                {t("last")}
              </PlaceButton>
            </div>
          )}
          <div className="mb-3 grid grid-cols-2 gap-2">
            {lists
              .filter((other) => other.number !== list.number)
              .map((other) => (
                <PlaceButton
                  key={other.number}
                  icon={ArrowLeftRight}
                  onClick={then(() => actions.moveToList(id, other.number, why))}
                >
                  {t("toList", { list: other.name })}
                </PlaceButton>
              ))}
          </div>
          <TextField
            label={t("reason")}
            help={t("reasonHelp")}
            value={reason}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </section>
      )}
    </Sheet>
  );
}

function Where({ row, list }: { row: RowView; list: ListView }) {
  const t = useTranslations("menu");
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      <StatusMark status={row.caddie.status} />
      {row.position === null ? list.name : t("where", { list: list.name, n: row.position })}
    </span>
  );
}

interface StatusMove {
  to: CaddieStatus;
  icon: LucideIcon;
  text: "send" | "sendOutOfOrder" | "returned" | "present" | "absent";
}

function statusMoves(status: CaddieStatus, isNext: boolean): StatusMove[] {
  return [
    { to: "En campo", icon: Flag, text: isNext ? "send" : "sendOutOfOrder" },
    { to: "Disponible", icon: CircleDot, text: status === "En campo" ? "returned" : "present" },
    { to: "Ausente", icon: CircleX, text: "absent" },
  ];
}

function PlaceButton({
  icon: Icon,
  off = false,
  onClick,
  children,
}: {
  icon: LucideIcon;
  off?: boolean;
  onClick: () => void;
  children: string;
}) {
  return (
    <button
      type="button"
      disabled={off}
      onClick={onClick}
      className={buttonLook({ className: "px-3! min-h-12" })}
    >
      <Icon size={18} aria-hidden="true" />
      {children}
    </button>
  );
}
