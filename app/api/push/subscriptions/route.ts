import { route } from "@/lib/http/route";
import { describeDevice, subscribe, unsubscribe } from "@/lib/push/commands";
import { endpointInput, subscribeInput } from "@/lib/push/contract";

export const POST = route({
  input: subscribeInput,
  prepare: describeDevice,
  command: subscribe,
  success: 201,
});
export const DELETE = route({ input: endpointInput, command: unsubscribe, success: 204 });
