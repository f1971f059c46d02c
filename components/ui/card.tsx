import type { ReactNode } from "react";

/** A part of a page with a ground of its own. */
export function Card({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4 rounded-card border border-line bg-surface p-5">
      {title ? <h2 className="font-semibold text-[17px]">{title}</h2> : null}
      {children}
    </section>
  );
}
