"use client";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useHoles } from "@/hooks/use-holes";
import type { BoardActions, ListView } from "../caddies/board-view";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { HolesChoice } from "./holes-choice";

/** As many as the server sends together. */
const MOST = 4;
const LEAST = 2;

/** Chooses those who go out together; all of them, or nobody. */
export function GroupSheet({
  list,
  actions,
  onClose,
}: {
  list: ListView;
  actions: Pick<BoardActions, "sendGroup">;
  onClose: () => void;
}) {
  const t = useTranslations("dispatch");
  const menu = useTranslations("menu");
  const [usual] = useHoles(list.number);
  const [holes, setHoles] = useState<typeof usual | null>(usual);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  // Who has gone meanwhile, with somebody else, is chosen no more.
  const waiting = chosen.filter((id) => list.queue.some(({ caddie }) => caddie.id === id));
  const full = waiting.length >= MOST;
  return (
    <Sheet title={t("groupTitle")} subtitle={list.name} closeLabel={menu("close")} onClose={onClose}>
      <div className="flex flex-col gap-4 pt-1">
        <HolesChoice value={holes} onChange={setHoles} />
        <fieldset>
          <legend className="mb-1.5 font-semibold text-[14px]">{t("who")}</legend>
          <ul className="max-h-[42dvh] overflow-y-auto rounded-control border border-line">
            {list.queue.map(({ caddie, position }) => {
              const on = waiting.includes(caddie.id);
              return (
                <li key={caddie.id} className="border-line border-t first:border-t-0">
                  <label className="flex min-h-13 cursor-pointer items-center gap-3 px-3 has-disabled:cursor-not-allowed has-checked:bg-brand-soft has-focus-visible:outline-3 has-focus-visible:outline-out has-focus-visible:-outline-offset-3">
                    <input
                      type="checkbox"
                      className="size-5 shrink-0 accent-brand"
                      checked={on}
                      disabled={!on && full}
                      onChange={() =>
                        setChosen(on ? waiting.filter((id) => id !== caddie.id) : [...waiting, caddie.id])
                      }
                    />
                    <span className="numeral w-6 shrink-0 text-right font-semibold text-[17px] text-muted">
                      {position}
                    </span>
                    <Avatar name={caddie.name} />
                    <span className="min-w-0 flex-1 truncate font-semibold">{caddie.name}</span>
                  </label>
                </li>
              );
            })}
          </ul>
        </fieldset>
        <p role="status" className="text-[13.5px] text-muted">
          {t("chosen", { n: waiting.length })}
        </p>
        <Button
          kind="main"
          size="large"
          disabled={waiting.length < LEAST}
          onClick={() => {
            actions.sendGroup(waiting, { holes });
            onClose();
          }}
        >
          <Users size={20} aria-hidden="true" />
          {t("sendGroup", { n: waiting.length })}
        </Button>
      </div>
    </Sheet>
  );
}
