import { Flag } from "lucide-react";
import { useTranslations } from "next-intl";
import { OUT_IN_SIGHT } from "@/hooks/wall-pages";
import type { WallList, WallState } from "@/lib/walls/contract";
import { useShownText } from "./use-shown-text";

/** Who is on the course, nine at a time. */
export function WallCourse({
  list,
  part,
  privacy,
}: {
  list: WallList;
  part: number;
  privacy: WallState["club"]["privacy"];
}) {
  const t = useTranslations("wall");
  const shown = useShownText(privacy);
  const { out } = list;
  const parts = Math.ceil(out.length / OUT_IN_SIGHT);
  const inSight = out.slice(part * OUT_IN_SIGHT, (part + 1) * OUT_IN_SIGHT);
  return (
    <section className="wall-course panel">
      <h2 className="small label is-out">
        <Flag aria-hidden="true" />
        <span>{t("out", { n: out.length })}</span>
        {parts > 1 ? <span className="part">{t("page", { n: part + 1, total: parts })}</span> : null}
      </h2>
      {out.length === 0 ? (
        <p className="small muted">{t("nobodyOut")}</p>
      ) : (
        <ul>
          {inSight.map(({ key, text }) => (
            <li key={key} className="small">
              {shown(text)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
