"use client";
import { ArrowUpDown, Keyboard, Search, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Sheet } from "../ui/sheet";
import type { ListView } from "./board-view";
import { MenuButton } from "./menu-button";
import { StatusMark } from "./status-mark";

/** What can be done with one list as a whole. */
export function ListMenu({
  list,
  onAdd,
  onSort,
  onSearch,
  onHelp,
  onClose,
}: {
  list: ListView;
  onAdd: () => void;
  onSort: () => void;
  onSearch: () => void;
  onHelp: () => void;
  onClose: () => void;
}) {
  const t = useTranslations("board");
  const menu = useTranslations("menu");
  const counts = (
    <span className="flex flex-wrap gap-x-3">
      <StatusMark status="Disponible">{t("available", { n: list.queue.length })}</StatusMark>
      <StatusMark status="En campo">{t("out", { n: list.out.length })}</StatusMark>
      <StatusMark status="Ausente">{t("away", { n: list.away.length })}</StatusMark>
    </span>
  );
  return (
    <Sheet title={list.name} subtitle={counts} closeLabel={menu("close")} onClose={onClose}>
      <ul className="-mx-2">
        <MenuButton icon={UserPlus} onClick={onAdd}>
          {t("add")}
        </MenuButton>
        {list.queue.length > 1 ? (
          <MenuButton icon={ArrowUpDown} onClick={onSort}>
            {t("reorder")}
          </MenuButton>
        ) : null}
        <MenuButton icon={Search} onClick={onSearch}>
          {t("search")}
        </MenuButton>
        <MenuButton icon={Keyboard} desktopOnly onClick={onHelp}>
          {t("help")}
        </MenuButton>
      </ul>
    </Sheet>
  );
}
