import { Bone } from "../ui/skeleton";

/** The board's own layout before its data is there; `label` says so to who does not see it. */
export function BoardSkeleton({ label }: { label: string }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <p role="status" className="sr-only">
        {label}
      </p>
      <div className="flex h-16 shrink-0 items-center justify-between px-4 md:px-6 lg:h-18">
        <Bone className="h-7 w-32" />
        <Bone className="h-7 w-48 rounded-full" />
      </div>
      <div className="px-4 pb-2 lg:hidden">
        <Bone className="h-13 rounded-control" />
      </div>
      <div className="grid min-h-0 flex-1 gap-4 overflow-hidden px-4 pb-5 md:px-6 lg:grid-cols-3">
        {["a", "b", "c"].map((column, index) => (
          <div
            key={column}
            className={`overflow-hidden rounded-card border border-line bg-surface ${index > 0 ? "max-lg:hidden" : ""}`}
          >
            <div className="p-4">
              <Bone className="mb-4 h-6 w-40" />
              <Bone className="h-36 rounded-card max-lg:hidden" />
            </div>
            {[1, 2, 3, 4, 5, 6, 7].map((row) => (
              <div key={row} className="flex min-h-14 items-center gap-3 border-line border-t px-4">
                <Bone className="size-9 rounded-full" />
                <div className="flex-1">
                  <Bone className="mb-1.5 h-4 w-2/3" />
                  <Bone className="h-3 w-1/2" />
                </div>
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
