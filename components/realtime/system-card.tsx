"use client";
import { type ReactNode, useId } from "react";

/** A part of the system's page: what it is, what it means and what is normal, always in sight. */
export function SystemCard({
  title,
  help,
  name,
  children,
}: {
  title: string;
  help: string;
  /** Of the part, for whoever looks for it. */
  name: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      data-part={name}
      className="flex min-w-0 flex-col rounded-card border border-line bg-surface p-4 md:p-5"
    >
      <h2 id={id} className="font-semibold text-[16px] leading-6">
        {title}
      </h2>
      <p className="mt-0.5 text-[13px] text-muted leading-[1.4]">{help}</p>
      {children}
    </section>
  );
}
