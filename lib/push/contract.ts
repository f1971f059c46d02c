import * as z from "zod";
import { OUTCOMES } from "./vocabulary";

/** What a browser calls a push endpoint: an address that is a secret by itself. */
const endpoint = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\/[\x21-\x7e]+$/, { error: "must be an http(s) address" });

/** As `PushSubscription.toJSON()` gives it. */
export const subscribeInput = z.strictObject({
  endpoint,
  expirationTime: z.number().nullish(),
  keys: z.strictObject({
    /** A point of P-256, uncompressed, in base64url. */
    p256dh: z.string().regex(/^B[\w-]{86}=?$/, { error: "must be a public key of P-256" }),
    /** 16 bytes in base64url. */
    auth: z.string().regex(/^[\w-]{22}(==)?$/, { error: "must be 16 bytes" }),
  }),
  /** The endpoint that the browser has given up for this one. */
  replaces: endpoint.optional(),
});

export const endpointInput = z.strictObject({ endpoint });
export const noInput = z.strictObject({});

/** The public half of the pair that this installation signs with. */
export const pushKeySchema = z.strictObject({ publicKey: z.string() });
export type PushKey = z.infer<typeof pushKeySchema>;

export const subscribedSchema = z.strictObject({ id: z.uuid() });
export type Subscribed = z.infer<typeof subscribedSchema>;

/** `id` is the tag under which the device shows it. */
export const testedSchema = z.strictObject({ id: z.uuid(), outcome: z.enum(OUTCOMES) });
export type Tested = z.infer<typeof testedSchema>;
