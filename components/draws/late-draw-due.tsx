"use client";
import { useContext } from "react";
import { SocketContext } from "@/hooks/socket-context";
import { latePart } from "../ui/late-part";

const { Late } = latePart<{ listNumber: number }>(() => import("./draw-due").then((m) => m.DrawDue));

/** Comes apart from the board: few lists are drawn each day. Nothing where the list has no page around it. */
export function LateDrawDue(props: { listNumber: number }) {
  return useContext(SocketContext) === null ? null : <Late {...props} />;
}
