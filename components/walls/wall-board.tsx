import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { WallLook } from "@/hooks/wall-program";
import type { WallState } from "@/lib/walls/contract";
import { WallAnnouncement } from "./wall-announcement";
import { WallCalled } from "./wall-called";
import { WallCourse } from "./wall-course";
import { WallNext } from "./wall-next";
import { WallStale } from "./wall-stale";
import { WallTop } from "./wall-top";

/** Where the whole picture stands, minute after minute, in tenths of a percent of the screen's width: a circle. */
const STEPS = [
  [0, 0],
  [2, 1],
  [3, 2],
  [2, 3],
  [0, 4],
  [-2, 3],
  [-3, 2],
  [-2, 1],
] as const;
const STEP_SECONDS = 120;

/** One list of the club in large letters; the pages turn by themselves. */
export function WallBoard({ look, state }: { look: WallLook; state: WallState }) {
  const t = useTranslations("wall");
  const { store, page, seconds } = look;
  const list = state.lists.find(({ number }) => number === page?.list) ?? state.lists[0];
  // A picture that never moves is burnt into the glass.
  const [x, y] = STEPS[Math.floor(seconds / STEP_SECONDS) % STEPS.length] ?? STEPS[0];
  const shift: CSSProperties = { transform: `translate(${x / 10}rem, ${y / 10 - 0.2}rem)` };
  const stale = store.stale;
  return (
    <main className={stale ? "wall is-stale" : "wall"} style={shift}>
      <WallTop look={look} state={state} list={list} />
      {list ? (
        <div className="wall-columns" data-list={list.number}>
          <div className="wall-left">
            <WallCalled list={list} privacy={state.club.privacy} />
            <WallCourse list={list} part={page?.part ?? 0} privacy={state.club.privacy} />
          </div>
          <WallNext list={list} privacy={state.club.privacy} />
        </div>
      ) : (
        <div className="wall-none panel">
          <p className="mid">{t("noLists")}</p>
          <p className="small muted">{t("noListsHelp")}</p>
        </div>
      )}
      <WallAnnouncement state={state} seconds={seconds} />
      {stale ? <WallStale ageMs={store.ageMs ?? 0} asOf={state.asOf} /> : null}
    </main>
  );
}
