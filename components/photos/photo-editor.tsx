"use client";
import { Camera, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useEffect, useState } from "react";
import { usePhotoChange } from "@/hooks/use-photo-change";
import { useSocket } from "@/hooks/use-socket";
import { PICKED_TYPES } from "@/lib/photos/vocabulary";
import { Avatar } from "../ui/avatar";
import { Button, buttonLook } from "../ui/button";
import { PhotoSource } from "../ui/photo-source";
import { Spinner } from "../ui/spinner";
import { type PickFault, shrinkPhoto } from "./shrink-photo";

type Said = "saved" | "removed" | PickFault | "failed" | "session" | null;

/** Somebody's face: chosen, changed, taken away, and that taken back. It shows at once, before the server has it. */
export function PhotoEditor({
  userId,
  name,
  children,
}: {
  userId: string;
  name: string;
  children?: ReactNode;
}) {
  const t = useTranslations("photo");
  const router = useRouter();
  const { connection } = useSocket();
  const known = useContext(PhotoSource);
  const { give, take } = usePhotoChange(userId);
  const [shown, setShown] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said>(null);
  /** The picture that was taken away a moment ago. */
  const [gone, setGone] = useState<Blob | null>(null);
  const src = known(userId);
  useEffect(() => (shown ? () => URL.revokeObjectURL(shown) : undefined), [shown]);

  async function put(picked: Blob, shrink = true) {
    setBusy(true);
    setSaid(null);
    const blob = shrink ? await shrinkPhoto(picked) : picked;
    if (typeof blob === "string") {
      setBusy(false);
      return setSaid(blob);
    }
    setShown(URL.createObjectURL(blob));
    settle(await give(blob), "saved");
    setGone(null);
  }
  async function remove() {
    setBusy(true);
    // Kept, so that it can be given back; without it, it is gone for good.
    const before = src
      ? await fetch(src).then(
          (answer) => answer.blob(),
          () => null,
        )
      : null;
    const outcome = await take();
    settle(outcome, "removed");
    if (outcome.ok) setGone(before);
  }
  function settle(outcome: Awaited<ReturnType<typeof give | typeof take>>, done: "saved" | "removed") {
    setBusy(false);
    setSaid(outcome.ok ? done : outcome.problem.status === 401 ? "session" : "failed");
    if (!outcome.ok || done === "removed") setShown(null);
    // While nobody tells the page, it is rendered anew.
    if (outcome.ok && connection.phase !== "live") router.refresh();
  }

  const has = shown !== null || src !== undefined;
  return (
    <div>
      <div className="flex flex-wrap items-center gap-4">
        <PhotoSource value={(id) => (id === userId ? (shown ?? src) : undefined)}>
          <Avatar name={name} of={userId} size="huge" tone="brand" />
        </PhotoSource>
        <div className="min-w-0 flex-1">{children}</div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <label
          className={buttonLook({
            className: "cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-out",
          })}
        >
          <input
            type="file"
            accept={PICKED_TYPES.join(",")}
            className="sr-only"
            disabled={busy}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file) void put(file);
              event.target.value = "";
            }}
          />
          {busy ? <Spinner /> : <Camera size={18} aria-hidden="true" />}
          {t(has ? "change" : "choose")}
        </label>
        {has ? (
          <Button disabled={busy} onClick={() => void remove()}>
            <Trash2 size={18} aria-hidden="true" />
            {t("remove")}
          </Button>
        ) : null}
        {gone ? (
          <Button disabled={busy} onClick={() => void put(gone, false)}>
            {t("undo")}
          </Button>
        ) : null}
      </div>
      <p className="mt-2 text-[13px] text-muted">{t("help")}</p>
      <p role="status" className="mt-1 font-semibold text-[13.5px] text-free empty:hidden">
        {said === "saved" || said === "removed" ? t(said) : ""}
      </p>
      <p role="alert" className="mt-1 font-medium text-[13.5px] text-danger empty:hidden">
        {said && said !== "saved" && said !== "removed" ? t(said) : ""}
      </p>
    </div>
  );
}
