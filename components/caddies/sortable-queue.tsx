"use client";
import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import clsx from "clsx";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import type { RowView } from "./board-view";
import { RowMarks } from "./row-marks";

/** The whole queue with handles: reorder by pointer, finger, keyboard or buttons. `position` is 1-based. */
export function SortableQueue({
  rows,
  onMove,
}: {
  rows: readonly RowView[];
  onMove: (caddieId: string, position: number) => void;
}) {
  const t = useTranslations("sort");
  const id = useId();
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 120, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = rows.map((row) => row.caddie.id);
  const facts = (key: string | number) => {
    const n = ids.indexOf(String(key)) + 1;
    return { name: rows[n - 1]?.caddie.name ?? "", n, total: ids.length };
  };
  const announcements: Announcements = {
    onDragStart: ({ active }) => t("picked", facts(active.id)),
    // Fires at once over himself, and would drown the word that he was picked up.
    onDragOver: ({ active, over }) =>
      over && over.id !== active.id ? t("over", { ...facts(active.id), n: facts(over.id).n }) : undefined,
    onDragEnd: ({ active, over }) =>
      over
        ? t("dropped", { ...facts(active.id), n: facts(over.id).n })
        : t("cancelled", { name: facts(active.id).name }),
    onDragCancel: ({ active }) => t("cancelled", { name: facts(active.id).name }),
  };
  function drop({ active, over }: DragEndEvent) {
    if (over && over.id !== active.id) onMove(String(active.id), ids.indexOf(String(over.id)) + 1);
  }

  return (
    <DndContext
      id={id}
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{ announcements, screenReaderInstructions: { draggable: t("instructions") } }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ol className="card-rows">
          {rows.map((row, index) => (
            <SortableRow
              key={row.caddie.id}
              row={row}
              onUp={index === 0 ? null : () => onMove(row.caddie.id, index)}
              onDown={index === rows.length - 1 ? null : () => onMove(row.caddie.id, index + 2)}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function SortableRow({
  row,
  onUp,
  onDown,
}: {
  row: RowView;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
}) {
  const t = useTranslations("sort");
  const { caddie } = row;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } =
    useSortable({
      id: caddie.id,
      transition: { duration: 180, easing: "ease-out" },
    });
  const { name } = caddie;
  return (
    <li
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      className={clsx(
        "relative flex min-h-14 items-center gap-2 border-line border-t bg-surface pr-2 pl-1 first:border-t-0",
        isDragging && "z-10 rounded-control shadow-xl",
        row.changed && "animate-glow",
      )}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        {...attributes}
        {...listeners}
        aria-label={t("handle", { name })}
        className="flex size-11 shrink-0 touch-none items-center justify-center rounded-control text-muted active:cursor-grabbing"
      >
        <GripVertical size={20} aria-hidden="true" />
      </button>
      <span className="numeral w-6 text-right font-semibold text-[18px] text-muted">{row.position}</span>
      <span className="flex max-sm:hidden">
        <Avatar name={name} of={row.caddie.id} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{name}</span>
        <RowMarks row={row} />
      </span>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("up", { name })}
        disabled={!onUp}
        onClick={onUp ?? undefined}
      >
        <ArrowUp size={18} aria-hidden="true" />
      </Button>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t("down", { name })}
        disabled={!onDown}
        onClick={onDown ?? undefined}
      >
        <ArrowDown size={18} aria-hidden="true" />
      </Button>
    </li>
  );
}
