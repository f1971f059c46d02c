"use client";
import { useContext } from "react";
import { SocketContext } from "@/hooks/socket-context";
import { latePart } from "../ui/late-part";

const { Late } = latePart(() => import("./own-mark").then((m) => m.OwnRollMark));

/** Comes apart from the board: where he stands is what he opens the app for. Nothing where the card has no page around it. */
export function LateOwnMark() {
  return useContext(SocketContext) === null ? null : <Late />;
}
