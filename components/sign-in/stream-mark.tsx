/** The sign of the product: everyone, narrowed and gathered into an audience. */
export function StreamMark() {
  return (
    <svg width="132" height="64" viewBox="0 0 132 64" aria-hidden>
      <g fill="var(--color-accent-flow)">
        <path d="M8 0h22c0 22-14 18-14 36v28H8z" opacity=".6" />
        <path d="M52 0h3c0 20 13 16 13 34v30H52z" fill="var(--color-accent)" />
        <path d="M92 0h26c0 20-20 18-20 34v30h-6z" opacity=".6" />
      </g>
      <path
        d="M98 34C98 18 118 20 118 0h4v34z"
        fill="none"
        stroke="var(--color-line-control)"
        strokeDasharray="2 3"
      />
    </svg>
  );
}
