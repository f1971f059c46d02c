import type { Actor } from "../auth/actor";

/** Names, lists and the public screen are its administrators' business. */
export const canManageClub = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";
