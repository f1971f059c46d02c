"use client";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button";

/**
 * A modal on the native dialog element: bottom sheet on a phone, centred card on a desktop. The browser traps the focus,
 * closes on Escape and returns the focus to where it was.
 */
export function Sheet({
  title,
  subtitle,
  closeLabel,
  onClose,
  children,
}: {
  title: string;
  subtitle?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // showModal takes the first thing that can have the focus, whatever autoFocus said before.
    element?.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => element?.close();
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is the backdrop's.
    <dialog
      ref={dialog}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      className="visible m-0 mt-auto max-h-[92dvh] w-full max-w-none overflow-hidden rounded-t-card border border-line bg-surface p-0 text-ink shadow-2xl backdrop:bg-[#000]/50 sm:m-auto sm:max-w-md sm:rounded-card"
    >
      <div className="flex max-h-[92dvh] flex-col">
        <header className="flex items-center gap-3 border-line border-b py-3 pr-3 pl-5">
          <div className="min-w-0 flex-1">
            <h2 className="numeral truncate font-bold text-[19px] leading-7">{title}</h2>
            {subtitle ? <div className="text-[13px] text-muted">{subtitle}</div> : null}
          </div>
          <Button kind="quiet" size="icon" aria-label={closeLabel} onClick={onClose}>
            <X size={20} aria-hidden="true" />
          </Button>
        </header>
        <div className="overflow-y-auto overscroll-contain px-5 pt-3 pb-[max(20px,env(safe-area-inset-bottom))]">
          {children}
        </div>
      </div>
    </dialog>
  );
}
