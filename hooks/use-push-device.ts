import { useCallback, useEffect, useState } from "react";
import { type PushStanding, type PushTrouble, pushStanding, turnPushOff, turnPushOn } from "./push-device";
import { useSession } from "./use-session";

/** How notices stand on this device, and the two taps that change it; follows what is changed in the device's settings. */
export function usePushDevice() {
  const { user } = useSession();
  const [standing, setStanding] = useState<PushStanding | null>(null);
  const [trouble, setTrouble] = useState<PushTrouble | null>(null);
  const [busy, setBusy] = useState(false);

  const look = useCallback(
    () => pushStanding(user.id).then(setStanding, () => setStanding("unsupported")),
    [user.id],
  );
  useEffect(() => {
    void look();
    // He comes back from the settings.
    const shown = () => {
      if (document.visibilityState === "visible") void look();
    };
    document.addEventListener("visibilitychange", shown);
    return () => document.removeEventListener("visibilitychange", shown);
  }, [look]);

  async function change(how: () => Promise<PushTrouble | null>) {
    setBusy(true);
    setTrouble(null);
    try {
      setTrouble(await how());
    } catch {
      setTrouble("unreachable");
    }
    await look();
    setBusy(false);
  }
  return {
    standing,
    trouble,
    busy,
    turnOn: () => change(() => turnPushOn(user.id)),
    turnOff: () => change(() => turnPushOff().then(() => null)),
  };
}
