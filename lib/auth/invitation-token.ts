import { createHash, createHmac } from "node:crypto";

/**
 * The token of a one-time link: 32 bytes that only this server can make from the invitation's random id. Nothing has to
 * keep it, so a repeated request is answered with the same link while the database holds its hash alone.
 */
export const invitationToken = (invitationId: string, secret: string): string =>
  createHmac("sha256", secret).update(`invitation ${invitationId}`).digest("base64url");

/** What the database keeps of it. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");
