/** Four panels on a page. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d="M2 2h16v16H2zM2 8.5h16M12 2v6.5M8 8.5V18" />
      <path d="M8.8 9.3h8.4v7.9H8.8z" fill="var(--pw-accent-fill)" stroke="none" />
    </svg>
  )
}
