"use client";
import { useTranslations } from "next-intl";
import { DispatchSheet } from "../dispatches/dispatch-sheet";
import { GroupSheet } from "../dispatches/group-sheet";
import { type BoardActions, findRow, type ListView } from "./board-view";
import { CaddieForm, type CaddieInput, type SubmitResult } from "./caddie-form";
import { CaddieMenu } from "./caddie-menu";
import { HelpSheet } from "./help-sheet";
import { ListMenu } from "./list-menu";
import { SearchSheet } from "./search-sheet";

/** The one sheet that lies over the board. */
export type OpenSheet =
  | { kind: "menu"; caddieId: string }
  | { kind: "edit"; caddieId: string }
  | { kind: "add"; listNumber: number }
  | { kind: "list"; listNumber: number }
  | { kind: "group"; listNumber: number }
  | { kind: "dispatch"; caddieId: string }
  | { kind: "search" }
  | { kind: "help" }
  | null;

export interface BoardSheetsProps {
  open: OpenSheet;
  setOpen: (sheet: OpenSheet) => void;
  lists: readonly ListView[];
  phoneOf: (caddieId: string) => string | null;
  actions: BoardActions;
  onAdd: (input: CaddieInput) => Promise<SubmitResult>;
  onEdit: (caddieId: string, change: { name?: string; phoneNumber?: string | null }) => void;
  onRemove: (caddieId: string) => void;
  onSort: (listNumber: number) => void;
  /** Set on the caddie's own page. */
  ownPage?: boolean;
}

/** Whatever lies over the board. */
export function BoardSheets(props: BoardSheetsProps) {
  const { open, setOpen, lists, phoneOf, actions, onAdd, onEdit, onRemove, onSort, ownPage } = props;
  const t = useTranslations("form");
  const close = () => setOpen(null);
  if (open === null) return null;

  if (open.kind === "search") return <SearchSheet lists={lists} actions={actions} onClose={close} />;
  if (open.kind === "help") return <HelpSheet onClose={close} />;
  if (open.kind === "add") {
    return (
      <CaddieForm
        title={t("addTitle")}
        submitLabel={t("add")}
        initial={{ name: "", phoneNumber: null, listNumber: open.listNumber }}
        lists={lists}
        onSubmit={onAdd}
        onClose={close}
      />
    );
  }
  if (open.kind === "list" || open.kind === "group") {
    const list = lists.find((l) => l.number === open.listNumber);
    if (!list) return null;
    if (open.kind === "group") return <GroupSheet list={list} actions={actions} onClose={close} />;
    return (
      <ListMenu
        list={list}
        onGroup={(caddieIds) => {
          actions.sendGroup(caddieIds);
          close();
        }}
        onChooseGroup={() => setOpen({ kind: "group", listNumber: list.number })}
        onAdd={() => setOpen({ kind: "add", listNumber: list.number })}
        onSort={() => {
          onSort(list.number);
          close();
        }}
        onSearch={() => setOpen({ kind: "search" })}
        onHelp={() => setOpen({ kind: "help" })}
        onClose={close}
      />
    );
  }
  // He may be removed by somebody else while his sheet is open.
  const found = findRow(lists, open.caddieId);
  if (!found) return null;
  const { id, name } = found.row.caddie;
  if (open.kind === "dispatch") {
    return <DispatchSheet row={found.row} list={found.list} actions={actions} onClose={close} />;
  }
  if (open.kind === "menu") {
    return (
      <CaddieMenu
        row={found.row}
        list={found.list}
        lists={lists}
        actions={actions}
        withPage={!ownPage}
        onDispatch={() => setOpen({ kind: "dispatch", caddieId: id })}
        onEdit={() => setOpen({ kind: "edit", caddieId: id })}
        onRemove={() => onRemove(id)}
        onClose={close}
      />
    );
  }
  const phone = phoneOf(id);
  return (
    <CaddieForm
      title={t("editTitle", { name })}
      submitLabel={t("save")}
      initial={{ name, phoneNumber: phone, listNumber: found.list.number }}
      resource={`caddie:${id}`}
      onSubmit={async (input) => {
        const change = {
          ...(input.name === name ? {} : { name: input.name }),
          ...(input.phoneNumber === phone ? {} : { phoneNumber: input.phoneNumber }),
        };
        if (Object.keys(change).length > 0) onEdit(id, change);
        return null;
      }}
      onClose={close}
    />
  );
}
