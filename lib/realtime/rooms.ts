/**
 * Names of streams and of their rooms. The client says `user`; the log stores whose: `user:<userId>`. All others have
 * one name. `control` is the server's own stream: access changes ride on it to every node, and no client can name it.
 */
export const CONTROL_STREAM = "control";
export const ORG_STREAM = "org";

export const userStream = (userId: string) => `user:${userId}`;

/** From the log's name to the client's. */
export const clientName = (stored: string) => (stored.startsWith("user:") ? "user" : stored);

/** From the client's name to the log's, for this user. */
export const storedName = (name: string, userId: string) => (name === "user" ? userStream(userId) : name);

/** The Socket.IO room of a stream: the club is part of it, so that no club hears another. */
export const roomOf = (organizationId: string, stored: string) => `org:${organizationId}:${stored}`;
