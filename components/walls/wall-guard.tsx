import { Component, type ReactNode } from "react";

interface Props {
  /** What stands there instead of a board that cannot be drawn. */
  broken: ReactNode;
  onBroken: () => void;
  children: ReactNode;
}

const AGAIN_MS = 30_000;

/** A screen that failed to draw says so, and loads itself anew: nobody stands beside it who could. */
export class WallGuard extends Component<Props, { failed: boolean }> {
  override state = { failed: false };
  #timer: ReturnType<typeof setInterval> | null = null;

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.#timer ??= setInterval(this.props.onBroken, AGAIN_MS);
  }

  override componentWillUnmount(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.broken : this.props.children;
  }
}
