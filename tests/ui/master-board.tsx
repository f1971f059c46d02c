import { screen, within } from "@testing-library/react";
import { vi } from "vitest";
import { PageFrame, type PageFrameProps, PageTitle } from "@/components/shell/page-frame";

/** A page around the master's board, with its tools in sight. */
export function Frame({ title, tools, ...rest }: PageFrameProps) {
  return (
    <PageFrame
      top={
        <>
          <PageTitle title={title} />
          {tools}
        </>
      }
      {...rest}
    />
  );
}

/** What the board asks for, heard. */
export function spies() {
  return {
    actions: {
      setStatus: vi.fn(),
      move: vi.fn(),
      moveToList: vi.fn(),
      skip: vi.fn(),
      noShow: vi.fn(),
      call: vi.fn(),
      sendGroup: vi.fn(),
    },
    onAdd: vi.fn(async () => null),
    onEdit: vi.fn(),
    onRemove: vi.fn(),
    onUndo: vi.fn(),
  };
}

export const list = (n: number) => within(screen.getByRole("region", { name: `Lista ${n}` }));
