import { MapPinOff } from "lucide-react";
import { buttonLook } from "../ui/button";
import { Notice } from "../ui/notice";

/**
 * Rendered by the server alone, so that no page carries it. `home` labels the way out; `heading`: where no other title
 * stands above it.
 */
export function NotFound({
  title,
  help,
  home,
  heading = false,
}: {
  title: string;
  help: string;
  home: string;
  heading?: boolean;
}) {
  return (
    <div className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center">
      <Notice
        icon={MapPinOff}
        title={title}
        help={help}
        roomy
        heading={heading}
        action={
          <a href="/turnos" className={buttonLook({ kind: "main", size: "medium" })}>
            {home}
          </a>
        }
      />
    </div>
  );
}
