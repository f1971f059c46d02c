"use client";
import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import { Failure } from "./failure";
import type { PageFrameProps } from "./page-frame";

/** Set by the shell: the frame of a live page. */
export const FrameContext = createContext<ComponentType<PageFrameProps> | null>(null);

type Props = Pick<PageFrameProps, "title">;

/** The shell's frame for what takes a page's place, without its code a second time. */
export function ShellFrame(props: Props & { children: ReactNode }) {
  const Frame = useContext(FrameContext);
  return Frame ? <Frame {...props} /> : props.children;
}

/** In a page's place when it broke: the navigation and the connection stay. */
export function ShellFailure({ title, ...failure }: Props & { code?: string; onRetry: () => void }) {
  return (
    <ShellFrame title={title}>
      <Failure {...failure} />
    </ShellFrame>
  );
}
