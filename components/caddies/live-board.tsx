"use client";
import dynamic from "next/dynamic";
import { useSession } from "@/hooks/use-session";
import { BoardGate } from "./board-gate";

// A caddie's phone does not carry the master's tools. Both come with the page itself.
const LiveMasterBoard = dynamic(() => import("./live-master-board").then((m) => m.LiveMasterBoard));
const LiveCaddieBoard = dynamic(() => import("./live-caddie-board").then((m) => m.LiveCaddieBoard));

/** `/turnos`: the master's board, or the caddie's list. */
export function LiveBoard() {
  const { user } = useSession();
  return <BoardGate>{user.role === "ADMIN" ? <LiveMasterBoard /> : <LiveCaddieBoard />}</BoardGate>;
}
