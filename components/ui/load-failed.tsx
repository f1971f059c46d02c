import { TriangleAlert } from "lucide-react";
import { Button } from "./button";
import { Notice } from "./notice";

/** What could not be loaded, why that may be, and what to press. */
export function LoadFailed({
  title,
  help,
  retry,
  onRetry,
}: {
  title: string;
  help?: string;
  retry: string;
  onRetry: () => void;
}) {
  return (
    <Notice
      icon={TriangleAlert}
      title={title}
      help={help}
      roomy
      action={
        <Button kind="main" size="medium" onClick={onRetry}>
          {retry}
        </Button>
      }
    />
  );
}
