"use client";
import { ArrowUpDown, Dices, FileSpreadsheet, Keyboard, Search, UserPlus, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { PageLink } from "../shell/page-link";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import type { ListView } from "./board-view";
import { MenuButton, menuLook } from "./menu-button";
import { StatusMark } from "./status-mark";

/** What can be done with one list as a whole. */
export function ListMenu({
  list,
  onGroup,
  onChooseGroup,
  onAdd,
  onSort,
  onSearch,
  onHelp,
  onClose,
}: {
  list: ListView;
  /** Sends these together. */
  onGroup: (caddieIds: readonly string[]) => void;
  onChooseGroup: () => void;
  onAdd: () => void;
  onSort: () => void;
  onSearch: () => void;
  onHelp: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("board");
  const menu = useTranslations("menu");
  const imports = useTranslations("imports");
  const dispatch = useTranslations("dispatch");
  const together = [2, 3, 4].filter((n) => n <= list.queue.length);
  const counts = (
    <span className="flex flex-wrap gap-x-3">
      <StatusMark status="Disponible">{t("available", { n: list.queue.length })}</StatusMark>
      <StatusMark status="En campo">{t("out", { n: list.out.length })}</StatusMark>
      <StatusMark status="Ausente">{t("away", { n: list.away.length })}</StatusMark>
    </span>
  );
  return (
    <Sheet title={list.name} subtitle={counts} closeLabel={menu("close")} onClose={onClose}>
      {together.length > 0 ? (
        <section className="mb-2 border-line border-b pt-1 pb-4">
          <h3 className="mb-2 flex items-center gap-2 font-sans! font-semibold text-[14px]">
            <Users size={18} aria-hidden="true" className="text-muted" />
            {dispatch("group")}
          </h3>
          <div className="flex flex-wrap gap-2">
            {together.map((n) => (
              <Button
                key={n}
                size="medium"
                aria-label={dispatch("sendNext", { n })}
                onClick={() => onGroup(list.queue.slice(0, n).map(({ caddie }) => caddie.id))}
                className="min-w-14 px-3!"
              >
                <span className="numeral text-[18px]">{n}</span>
              </Button>
            ))}
            <Button size="medium" className="flex-1" aria-haspopup="dialog" onClick={onChooseGroup}>
              {dispatch("choose")}
            </Button>
          </div>
          <p className="mt-1.5 text-[13px] text-muted">{dispatch("groupHelp")}</p>
        </section>
      ) : null}
      <ul className="-mx-2">
        <MenuButton icon={UserPlus} onClick={onAdd}>
          {t("add")}
        </MenuButton>
        {list.queue.length > 1 ? (
          <MenuButton icon={ArrowUpDown} onClick={onSort}>
            {t("reorder")}
          </MenuButton>
        ) : null}
        <li>
          <PageLink href={`/sorteo?lista=${list.number}`} className={menuLook}>
            <Dices size={20} aria-hidden="true" className="text-muted" />
            {t("draw")}
          </PageLink>
        </li>
        <MenuButton icon={Search} onClick={onSearch}>
          {t("search")}
        </MenuButton>
        <li>
          <PageLink href="/caddies/importar" className={menuLook} onClick={onClose}>
            <FileSpreadsheet size={20} aria-hidden="true" className="text-muted" />
            {imports("menu")}
          </PageLink>
        </li>
        <MenuButton icon={Keyboard} desktopOnly onClick={onHelp}>
          {t("help")}
        </MenuButton>
      </ul>
    </Sheet>
  );
}
