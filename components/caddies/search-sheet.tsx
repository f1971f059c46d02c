"use client";
import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CaddieStatus } from "@/lib/caddies/contract";
import { folded } from "@/lib/i18n/times";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Notice } from "../ui/notice";
import { Sheet } from "../ui/sheet";
import type { BoardActions, ListView, RowView } from "./board-view";
import { StatusMark } from "./status-mark";

/** Enough to choose from; more means the name is not typed yet. */
const SHOWN = 12;

/** Finds a caddie among all lists, without regard to accents, and acts from the result. */
export function SearchSheet({
  lists,
  actions,
  onClose,
}: {
  lists: readonly ListView[];
  actions: Pick<BoardActions, "openMenu" | "setStatus">;
  onClose: () => void;
}) {
  const t = useTranslations("search");
  const menu = useTranslations("menu");
  const empty = useTranslations("empty");
  const [text, setText] = useState("");
  const wanted = folded(text.trim());
  const found =
    wanted === ""
      ? []
      : lists
          .flatMap((list) => [...list.queue, ...list.out, ...list.away].map((row) => ({ row, list })))
          .filter(({ row }) => folded(row.caddie.name).includes(wanted))
          .sort((a, b) => rank(a.row, wanted) - rank(b.row, wanted));

  return (
    <Sheet title={t("title")} closeLabel={menu("close")} onClose={onClose}>
      <TextField
        label={t("placeholder")}
        help={t("hint")}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        data-first-focus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="min-h-80 pt-3">
        <p role="status" className="sr-only">
          {wanted === "" ? "" : t("results", { n: found.length })}
        </p>
        {wanted !== "" && found.length === 0 ? (
          <Notice icon={SearchX} title={empty("search")} help={empty("searchHelp")} />
        ) : (
          <ul className="-mx-2">
            {found.slice(0, SHOWN).map(({ row, list }) => (
              <Found key={row.caddie.id} row={row} list={list} actions={actions} onClose={onClose} />
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  );
}

/** Whose name begins so comes first. */
const rank = (row: RowView, wanted: string) => (folded(row.caddie.name).startsWith(wanted) ? 0 : 1);

const oneTap: Record<CaddieStatus, { to: CaddieStatus; text: "send" | "returned" | "present" }> = {
  Disponible: { to: "En campo", text: "send" },
  "En campo": { to: "Disponible", text: "returned" },
  Ausente: { to: "Disponible", text: "present" },
};

function Found({
  row,
  list,
  actions,
  onClose,
}: {
  row: RowView;
  list: ListView;
  actions: Pick<BoardActions, "openMenu" | "setStatus">;
  onClose: () => void;
}) {
  const t = useTranslations("board");
  const { id, name, status } = row.caddie;
  const { to, text } = oneTap[status];
  return (
    <li className="flex items-center gap-2 py-1">
      <button
        type="button"
        onClick={() => actions.openMenu(id)}
        className="flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-control px-2 text-left hover:bg-sunken"
      >
        <Avatar
          name={name}
          of={id}
          tone={status === "Disponible" ? "free" : status === "En campo" ? "out" : "absent"}
        />
        <span className="min-w-0 leading-[1.3]">
          <span className="block truncate font-semibold">{name}</span>
          <span className="flex flex-wrap items-center gap-x-2 text-[13px] text-muted">
            <StatusMark status={status} />
            {list.name}
            {row.position === null ? null : ` · ${t("place", { n: row.position })}`}
          </span>
        </span>
        <span className="sr-only">{t("more", { name })}</span>
      </button>
      <Button
        kind={to === "En campo" ? "main" : "ghost"}
        className="px-3.5"
        aria-label={
          text === "send"
            ? t("sendNamed", { name })
            : t(text === "returned" ? "returnedNamed" : "presentNamed", { name })
        }
        onClick={() => {
          actions.setStatus(id, to);
          onClose();
        }}
      >
        {t(text)}
      </Button>
    </li>
  );
}
