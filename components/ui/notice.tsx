import clsx from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** An empty or failed place: what is so, and what to do next. */
export function Notice({
  icon: Icon,
  title,
  help,
  action,
  roomy = false,
  heading = false,
}: {
  icon: LucideIcon;
  title: string;
  help?: string;
  action?: ReactNode;
  roomy?: boolean;
  /** Set where the notice is the whole page. */
  heading?: boolean;
}) {
  const Title = heading ? "h1" : "p";
  return (
    <div className={clsx("flex flex-col items-center gap-2 px-6 text-center", roomy ? "py-14" : "py-7")}>
      <Icon size={roomy ? 32 : 24} aria-hidden="true" className="text-muted" />
      <Title className="font-sans! font-semibold text-[16px]">{title}</Title>
      {help ? <p className="max-w-80 text-[14px] text-muted">{help}</p> : null}
      {action ? <div className="mt-2">{action}</div> : null}
    </div>
  );
}
