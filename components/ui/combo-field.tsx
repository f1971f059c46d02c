"use client";
import { Check } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { folded } from "@/lib/i18n/times";
import { control, describedBy, FieldFrame } from "./field";

export interface ComboOption {
  value: string;
  label: string;
}

/** Enough to choose from; more means that too little is typed yet. */
const SHOWN = 30;
const BEFORE = 2;

/**
 * One of many, found by typing: the combobox of the ARIA patterns. What is typed and not chosen is dropped on leaving.
 * `options` is asked only when it opens; `noteOf` says more about an option on screen.
 */
export function ComboField({
  label,
  help,
  error,
  value,
  options,
  noteOf,
  none,
  onChange,
}: {
  label: string;
  help?: string;
  error?: string | null;
  value: ComboOption;
  options: () => readonly ComboOption[];
  noteOf?: (value: string) => string;
  /** Said when nothing is found. */
  none: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const open = typed !== null;
  const all = useMemo(() => (open ? options() : []), [open, options]);
  const found = useMemo(() => {
    const words = folded(typed ?? "").split(/\s+/);
    // Before anything is typed, the chosen one with its neighbours.
    if (typed === "")
      return all.slice(Math.max(0, all.findIndex((o) => o.value === value.value) - BEFORE)).slice(0, SHOWN);
    return all.filter((o) => words.every((word) => folded(o.label).includes(word))).slice(0, SHOWN);
  }, [all, typed, value.value]);
  const current = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });

  function show(text: string) {
    setTyped(text);
    setAt(
      text === ""
        ? Math.max(
            0,
            Math.min(
              BEFORE,
              options().findIndex((o) => o.value === value.value),
            ),
          )
        : 0,
    );
  }
  function choose(option: ComboOption | undefined) {
    if (option) onChange(option.value);
    setTyped(null);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return show("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
    }
    if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(current);
    }
    if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    }
  }

  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <div className="relative">
        <input
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && current ? `${id}-${current.value}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { label, help, error })}
          autoComplete="off"
          spellCheck={false}
          value={typed ?? value.label}
          placeholder={value.label}
          onChange={(event) => show(event.target.value)}
          onFocus={(event) => event.target.select()}
          onClick={() => open || show("")}
          onBlur={() => setTyped(null)}
          onKeyDown={onKeyDown}
          className={`${control} h-12`}
        />
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          tabIndex={-1}
          aria-label={label}
          hidden={!open}
          className="absolute top-full right-0 left-0 z-20 mt-1 max-h-66 overflow-y-auto rounded-control border border-edge bg-surface shadow-2xl"
        >
          {found.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus.
            <div
              key={option.value}
              id={`${id}-${option.value}`}
              role="option"
              tabIndex={-1}
              aria-selected={option === current}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
              className="flex min-h-11 cursor-pointer items-center gap-3 px-3 text-[15px] hover:bg-sunken aria-selected:bg-brand-soft"
            >
              <span className="min-w-0 flex-1 truncate">{option.label}</span>
              {option.value === value.value ? <Check size={16} aria-hidden="true" /> : null}
              {noteOf ? <span className="numeral text-[14px] text-muted">{noteOf(option.value)}</span> : null}
            </div>
          ))}
        </div>
        <p role="status" className={open && found.length === 0 ? "mt-1.5 text-[13px] text-muted" : "sr-only"}>
          {open && found.length === 0 ? none : ""}
        </p>
      </div>
    </FieldFrame>
  );
}
