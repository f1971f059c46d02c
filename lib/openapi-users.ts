import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { operation } from "./openapi-operation";
import * as photos from "./photos/contract";
import { PHOTO_TYPES } from "./photos/vocabulary";
import { cursorsSchema } from "./realtime/contract";
import * as users from "./users/contract";

const user = users.userSchema.meta({ id: "User" });
const listed = users.listedUserSchema.meta({ id: "ListedUser" });
const link = users.linkSchema.meta({ id: "InvitationLink" });
const snapshotOf = (data: z.ZodType) => z.object({ data, cursors: cursorsSchema });
const byUser = ["userId"];
const byToken = ["token"];

/** The routes of accounts and of the links that open them. */
export const userPaths: ZodOpenApiPathsObject = {
  "/api/users": {
    get: operation({
      summary: "Accounts of the club by name, with a search (ADMIN)",
      input: users.listUsersInput,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(listed), nextCursor: z.string().nullable() }),
    }),
    post: operation({
      summary: "Invite somebody: an account and its one-time link (ADMIN)",
      input: users.inviteUserInput,
      method: "post",
      success: 201,
      answer: snapshotOf(link),
    }),
  },
  "/api/users/invitations": {
    post: operation({
      summary: "Invite many caddies at once: an account and a one-time link for each who has none (ADMIN)",
      input: users.inviteCaddiesInput,
      method: "post",
      success: 201,
      answer: snapshotOf(users.linksSchema),
    }),
  },
  "/api/users/{userId}": {
    get: operation({
      summary: "One account (ADMIN)",
      input: users.userInput,
      path: byUser,
      method: "get",
      success: 200,
      answer: z.object({ data: listed }),
    }),
    put: operation({
      summary: "Change name, sign-in, role, lists or caddie (ADMIN)",
      input: users.updateUserInput,
      path: byUser,
      method: "put",
      success: 200,
      answer: snapshotOf(user),
    }),
  },
  "/api/users/{userId}/invitation": {
    post: operation({
      summary: "A new link to choose a password; the older one is void (ADMIN)",
      input: users.changeUserInput,
      path: byUser,
      method: "post",
      success: 201,
      answer: snapshotOf(link),
    }),
  },
  "/api/users/{userId}/disable": {
    post: operation({
      summary: "Close an account; its sessions end at once (ADMIN)",
      input: users.changeUserInput,
      path: byUser,
      method: "post",
      success: 200,
      answer: snapshotOf(user),
    }),
  },
  "/api/users/{userId}/enable": {
    post: operation({
      summary: "Open a closed account again (ADMIN)",
      input: users.changeUserInput,
      path: byUser,
      method: "post",
      success: 200,
      answer: snapshotOf(user),
    }),
  },
  "/api/users/{userId}/sign-out": {
    post: operation({
      summary: "End all sessions of somebody (ADMIN)",
      input: users.userInput,
      path: byUser,
      method: "post",
      success: 204,
    }),
  },
  "/api/users/{userId}/sessions": {
    get: operation({
      summary: "Where somebody is signed in (ADMIN)",
      input: users.userInput,
      path: byUser,
      method: "get",
      success: 200,
      answer: z.object({ data: z.array(users.sessionSchema) }),
    }),
  },
  "/api/users/{userId}/sessions/{sessionId}": {
    delete: operation({
      summary: "End one session of somebody (ADMIN)",
      input: users.endSessionInput,
      path: ["userId", "sessionId"],
      method: "delete",
      success: 204,
    }),
  },
  "/api/users/{userId}/photo": {
    get: operation({
      summary: "A person's photo; under its version `v` it never changes",
      input: photos.getPhotoInput,
      path: byUser,
      method: "get",
      success: 200,
      answerTypes: PHOTO_TYPES,
    }),
    put: operation({
      summary: "Give a person a photo of at most 256 × 256 and 40 KB (himself, ADMIN)",
      input: photos.setPhotoInput,
      path: byUser,
      method: "put",
      success: 200,
      bodyTypes: PHOTO_TYPES,
      answer: snapshotOf(photos.photoSchema),
    }),
    delete: operation({
      summary: "Take a person's photo away (himself, ADMIN)",
      input: photos.photoOwnerInput,
      path: byUser,
      method: "delete",
      success: 204,
    }),
  },
  "/api/invitations/{token}": {
    get: operation({
      summary: "What a one-time link is for",
      input: users.invitationInput,
      path: byToken,
      method: "get",
      success: 200,
      answer: z.object({ data: users.invitationSchema }),
      open: true,
    }),
    post: operation({
      summary: "Choose a password with a one-time link",
      input: users.acceptInvitationInput,
      path: byToken,
      method: "post",
      success: 200,
      answer: z.object({ data: z.object({ identifier: z.string() }) }),
      open: true,
    }),
  },
};
