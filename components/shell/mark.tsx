/** The product's sign: a flag on the green. */
export function Mark({ size = 44 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" className="shrink-0">
      <rect width="64" height="64" rx="16" fill="var(--flag)" />
      <path
        d="M26 46V14l20 8-20 9M14 47c5-4 11-6 18-6s13 2 18 6"
        fill="none"
        stroke="#0e4a35"
        strokeWidth="5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
