"use client";
import { useContext } from "react";
import { SocketContext } from "@/hooks/socket-context";
import { latePart } from "../ui/late-part";

const { Late } = latePart<{ caddieId: string }>(() => import("./away-reason").then((m) => m.AwayReason));

/** Comes apart from the board: most days it is asked for by nobody. Nothing where the rows have no page around them. */
export function LateAwayReason(props: { caddieId: string }) {
  return useContext(SocketContext) === null ? null : <Late {...props} />;
}
