/** A rough of this very place: rows of frames, one of them ticked. */
export function Rough() {
  return (
    <svg width="220" height="112" viewBox="0 0 220 112" fill="none" stroke="currentColor" aria-hidden="true">
      <g strokeWidth="1.4" opacity="0.75">
        <path d="M4 8h34M4 16h26M4 64h34M4 72h30" />
        <path d="M52 6h48v38H52zM108 6h48v38h-48zM164 6h48v38h-48zM52 62h48v38H52zM108 62h48v38h-48z" />
        <path d="M52 36l16-14 12 10 8-6 12 10M108 34l14-16 12 12 10-8 12 14M164 38l20-18 28 20" />
        <path d="M64 14a4 4 0 1 0 .1 0M142 72a5 5 0 1 0 .1 0M52 90l14-12 14 10 20-14" />
        <path d="M164 62h48v38h-48z" strokeDasharray="4 4" />
      </g>
      <path d="M86 12l4 4 8-9" strokeWidth="2.2" />
    </svg>
  )
}
