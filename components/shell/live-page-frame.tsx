"use client";
import { LiveUndoBar } from "../caddies/live-undo-bar";
import { LateNoticeBell } from "../notices/late-notices";
import { LiveConnectionBanner } from "../realtime/live-connection-banner";
import { PageFrame, type PageFrameProps, PageTitle } from "./page-frame";

/** A page of a signed-in person: the connection's state on top, what can be undone at the bottom. */
export function LivePageFrame({ title, subtitle, tools, ...rest }: PageFrameProps) {
  return (
    <PageFrame
      top={
        <LiveConnectionBanner
          title={<PageTitle title={title} subtitle={subtitle} />}
          tools={tools}
          end={<LateNoticeBell />}
        />
      }
      undo={<LiveUndoBar />}
      {...rest}
    />
  );
}
