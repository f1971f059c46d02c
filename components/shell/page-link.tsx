"use client";
import type { useRouter } from "next/navigation";
import { type ComponentProps, createContext, useContext } from "react";

/** Set by the shell; where it is not, a link loads its page anew. */
export const RouterContext = createContext<ReturnType<typeof useRouter> | null>(null);

/**
 * A link to a page of this club, which keeps the connection and the board. A tenth of next/link: a page is fetched when
 * a finger comes near, not for being in sight.
 */
export function PageLink({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const router = useContext(RouterContext);
  return (
    <a
      href={href}
      onPointerEnter={() => router?.prefetch(href)}
      onClick={(event) => {
        onClick?.(event);
        const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
        if (!router || elsewhere || event.defaultPrevented) return;
        event.preventDefault();
        router.push(href);
      }}
      {...rest}
    />
  );
}
