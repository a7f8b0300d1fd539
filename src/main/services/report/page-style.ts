/** The look of the report: paper by day, the drawing table by night, ink on white when printed. */
export const PAGE_STYLE = `
:root { color-scheme: light dark;
  --base: #e7e2d8; --pane: #f2eee6; --raised: #faf7f1; --line: #d8d1c4; --text: #24211d; --text-2: #565048; --text-3: #5f594f;
  --accent: #22578f; --done: #136459; --failed: #a93026; --refused: #6d47ab; --waited: #785003; --queued: #8f877b; --unknown: #565048; }
@media (prefers-color-scheme: dark) { :root {
  --base: #1a1917; --pane: #201e1c; --raised: #292724; --line: #33302c; --text: #ede8df; --text-2: #bab3a8; --text-3: #a69f94;
  --accent: #8ab4ea; --done: #4fbcae; --failed: #f0837a; --refused: #bf9bf0; --waited: #e3ab4c; --queued: #6d675f; --unknown: #bab3a8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--base); color: var(--text); font: 420 14px/20px Inter, system-ui, -apple-system, "Segoe UI", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 40px 32px 64px; }
header { margin-bottom: 24px; }
h1 { margin: 0; font-size: 28px; line-height: 34px; font-weight: 620; letter-spacing: -.01em; }
h2 { margin: 40px 0 12px; font-size: 16px; line-height: 24px; font-weight: 620; }
p { margin: 4px 0 0; color: var(--text-2); max-width: 72ch; }
.figures { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line); border: 1px solid var(--line); }
.figures div { flex: 1 1 168px; background: var(--pane); padding: 14px 16px 12px; }
.figures dt { color: var(--text-2); font-size: 12px; line-height: 16px; }
.figures dd { margin: 4px 0 0; font-size: 28px; line-height: 34px; font-weight: 520; letter-spacing: -.01em; }
.figures dd + dd { font-size: 12px; line-height: 16px; font-weight: 420; letter-spacing: 0; color: var(--text-2); }
svg { display: block; width: 100%; }
.states { height: 10px; margin-top: 24px; }
.timeline { height: auto; }
figure { margin: 0; padding: 16px; background: var(--pane); border: 1px solid var(--line); }
figcaption { color: var(--text-3); font-size: 12px; line-height: 16px; margin-top: 8px; }
.grid line { stroke: var(--line); }
.grid text, .ticks text { fill: var(--text-3); font-size: 11px; }
.done { fill: var(--done); } .failed { fill: var(--failed); } .refused { fill: var(--refused); } .waited { fill: var(--waited); }
.queued, .cancelled { fill: var(--queued); } .running { fill: var(--accent); } .unknown { fill: var(--unknown); } .rest { fill: var(--line); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 10px 0 0; padding: 0; list-style: none; color: var(--text-2); font-size: 12px; line-height: 16px; }
.legend svg { display: inline-block; width: 10px; height: 10px; margin-right: 6px; vertical-align: -1px; }
.legend b { color: var(--text); font-weight: 520; }
.scroll { overflow-x: auto; border: 1px solid var(--line); background: var(--pane); }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { padding: 7px 14px; text-align: left; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; color: var(--text-2); font-weight: 420; font-size: 12px; line-height: 16px; white-space: nowrap; }
tbody th { font-weight: 520; overflow-wrap: anywhere; min-width: 12ch; }
.n { text-align: right; white-space: nowrap; }
thead .name { width: 34%; }
.bar { width: 120px; vertical-align: middle; }
.share { width: 96px; height: 6px; }
.quiet { color: var(--text-3); }
td p { margin: 0; font-size: 12px; line-height: 16px; }
code { font: 12px/16px "JetBrains Mono", ui-monospace, monospace; overflow-wrap: anywhere; }
footer { margin-top: 48px; color: var(--text-3); font-size: 12px; line-height: 18px; border-top: 1px solid var(--line); padding-top: 12px; }
@media print {
  @page { margin: 14mm; }
  :root { color-scheme: light; --base: #fff; --pane: #fff; --raised: #fff; --line: #cfc9be; --text: #1b1916; --text-2: #4a453e; --text-3: #565048;
    --accent: #22578f; --done: #136459; --failed: #a93026; --refused: #6d47ab; --waited: #785003; --queued: #8f877b; --unknown: #565048; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } h2 { margin-top: 24px; break-after: avoid; }
  .figures div { flex-basis: 110px; padding: 8px 10px; }
  .figures dd { font-size: 20px; line-height: 26px; }
  figure, .figures, tr { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`
