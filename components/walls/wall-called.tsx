import { useTranslations } from "next-intl";
import type { WallList, WallState } from "@/lib/walls/contract";
import { useShownText } from "./use-shown-text";

/** Groups go out by four at the most; whoever is called beside them is counted. */
const MOST = 4;

/** Who is called: the one yellow block. Nobody called is said calmly, in the same place. */
export function WallCalled({ list, privacy }: { list: WallList; privacy: WallState["club"]["privacy"] }) {
  const t = useTranslations("wall");
  const shown = useShownText(privacy);
  const { now, next, waiting } = list;
  if (now.length === 0) {
    return (
      <section className="wall-called is-calm panel">
        <h2 className="small label">{t(waiting > 0 ? "nextIs" : "calm")}</h2>
        <p className="mid name">{next[0] ? shown(next[0].text) : t("nobodyCalled")}</p>
        {next[0] ? <p className="small muted">{t("nobodyCalled")}</p> : null}
      </section>
    );
  }
  const called = now.slice(0, MOST);
  const more = now.length - called.length;
  return (
    // Keyed by whom it shows: a new call flashes, a page that turns back to an old one does not.
    <section
      className="wall-called is-yellow"
      aria-label={t("called")}
      key={now[0]?.key}
      data-called={called.length}
    >
      <h2 className="small label">{t("called")}</h2>
      <ul>
        {called.map(({ key, since, text }) => (
          <li key={key + since} className={`big fit-${fitOf(text, called.length)}`}>
            {shown(text)}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="small">{t("more", { n: more })}</p> : null}
    </section>
  );
}

/** How large a name can stand: 1 is the largest. By its longest word, for it may break between words only. */
function fitOf(text: string, beside: number): 1 | 2 | 3 {
  const longest = Math.max(0, ...text.split(/\s+/).map((word) => word.length));
  if (beside > 2 || text.length > 34) return 3;
  return beside > 1 || longest > 11 || text.length > 22 ? 2 : 1;
}
