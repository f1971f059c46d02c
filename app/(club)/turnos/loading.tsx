import { BoardSkeleton } from "@/components/caddies/board-skeleton";

export default function BoardLoading() {
  return <BoardSkeleton />;
}
