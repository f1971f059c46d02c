/** The design is drawn on so many tenths of a pixel: at 1920 × 1080 one rem is ten pixels, on a 4K screen twenty. */
const WIDE = 192;
const HIGH = 108;
/** A browser's own bar takes some of the height; smaller letters than this are for nobody. */
const LEAST_PX = 3.2;

/** Keeps the whole board in sight on any screen: by its width, or by its height where that is less. */
export function fitScreen(): void {
  const resize = () => {
    const { innerWidth, innerHeight } = window;
    const upright = innerHeight > innerWidth;
    const size = upright ? innerWidth / HIGH : Math.min(innerWidth / WIDE, innerHeight / HIGH);
    document.documentElement.style.fontSize = `${Math.max(LEAST_PX, size)}px`;
    document.documentElement.classList.toggle("upright", upright);
  };
  window.addEventListener("resize", resize);
  resize();
}
