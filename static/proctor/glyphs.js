/* The signs of the board, drawn here so that no computer lacks a font for them. Always beside a word, never instead of one. */

import { html, nothing, svg } from "../vendor/lit-html/lit-html.js";

const STROKES = /** @type {Record<string, import("../vendor/lit-html/lit-html.js").TemplateResult<2>>} */ ({
  absent: svg`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 2.1"/>`,
  checking_in: svg`<circle cx="8" cy="8" r="5.5"/><path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" stroke="none"/>`,
  ready: svg`<circle cx="8" cy="8" r="5.5"/><path d="m5.4 8.2 1.9 1.9 3.4-3.8"/>`,
  working: svg`<path d="M3 13l.6-2.9 6.9-6.9a1.3 1.3 0 0 1 1.9 0l.4.4a1.3 1.3 0 0 1 0 1.9l-6.9 6.9z"/><path d="m9.4 4.4 2.2 2.2"/>`,
  lost: svg`<path d="M6.2 9.8 3 13M13 3 9.8 6.2M5 7.2 3.9 8.3a2.6 2.6 0 0 0 3.7 3.7l1.1-1.1M11 8.8l1.1-1.1A2.6 2.6 0 0 0 8.4 4L7.3 5.1"/><path d="m2.5 2.5 11 11"/>`,
  paused: svg`<path d="M5.6 3.5v9M10.4 3.5v9" stroke-width="2.6"/>`,
  on_hold: svg`<rect x="3.2" y="7" width="9.6" height="6.2" rx="1.4"/><path d="M5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7"/>`,
  finished: svg`<circle cx="8" cy="8" r="6" fill="currentColor" stroke="none"/><path class="glyph-cut" d="m5.2 8.2 2 2 3.6-4"/>`,
  stopped: svg`<rect x="3.6" y="3.6" width="8.8" height="8.8" rx="1.2" fill="currentColor" stroke="none"/>`,
  empty: svg`<path d="M4 8h8"/>`,
  help: svg`<path d="M5 9V4.6a1 1 0 0 1 2 0V8 3.4a1 1 0 0 1 2 0V8 4.2a1 1 0 0 1 2 0v4.9c0 2.6-1.6 4.3-3.8 4.3-1.7 0-2.6-.8-3.3-2.1L2.7 9a1 1 0 0 1 1.7-.9z"/>`,
  unsent: svg`<path d="M8 12.5v-9M4.6 6.9 8 3.5l3.4 3.4"/>`,
  contact: svg`<path d="M2.5 8h2.6l1.6-4 2.6 8 1.6-4h2.6"/>`,
  play: svg`<path d="M5 3.4v9.2l7.4-4.6z" fill="currentColor" stroke-linejoin="round"/>`,
  time: svg`<circle cx="8" cy="8.6" r="5"/><path d="M8 5.9v2.7l1.9 1.3M6.4 1.8h3.2"/>`,
  message: svg`<path d="M2.8 3.6h10.4v7.2H7.4L4.6 13v-2.2H2.8z"/>`,
  check: svg`<path d="m3.2 8.4 3.2 3.2 6.4-7"/>`,
  note: svg`<path d="M3.6 2.6h6.2l2.6 2.6v8.2H3.6zM6 7.4h4M6 10h4"/>`,
  move: svg`<path d="M2.6 8h10.2M9.4 4.6 12.8 8l-3.4 3.4"/>`,
  computer: svg`<rect x="2.4" y="3" width="11.2" height="7.4" rx="1"/><path d="M5.8 13h4.4"/>`,
  stop: svg`<path d="M5.5 2.4h5L13.6 5.5v5l-3.1 3.1h-5L2.4 10.5v-5zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"/>`,
  open: svg`<path d="M4 13.4V2.6h6v10.8M2.4 13.4h11.2M10 4.4h2.2v9"/><path d="M7.6 8h.1" stroke-width="2"/>`,
  pin: svg`<circle cx="5.4" cy="10.6" r="2.8"/><path d="m7.4 8.6 5.8-5.8M10.6 5.4l1.8 1.8"/>`,
  close: svg`<path d="m3.6 3.6 8.8 8.8M12.4 3.6l-8.8 8.8"/>`,
  search: svg`<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3.2 3.2"/>`,
  map: svg`<path d="M2.8 3.2h4v3.6h-4zM9.2 3.2h4v3.6h-4zM2.8 9.2h4v3.6h-4zM9.2 9.2h4v3.6h-4z"/>`,
  table: svg`<path d="M2.6 3.4h10.8v9.2H2.6zM2.6 6.6h10.8M2.6 9.6h10.8M6.4 6.6v6"/>`,
  eye: svg`<path d="M1.8 8S4.2 3.8 8 3.8 14.2 8 14.2 8 11.8 12.2 8 12.2 1.8 8 1.8 8z"/><circle cx="8" cy="8" r="1.9"/>`,
  down: svg`<path d="m4 6.2 4 4 4-4"/>`,
  alert: svg`<path d="M8 2.6 14 13H2z"/><path d="M8 6.6v3M8 11.3v.1" stroke-width="1.8"/>`,
});

/** @param {string} name */
export const glyph = (name) => html`<svg
  class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"
  fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"
>${STROKES[name] ?? nothing}</svg>`;
