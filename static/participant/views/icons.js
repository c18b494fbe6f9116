/* The few drawn signs. Each stands beside a word and is hidden from screen readers. */

import { html } from "../../vendor/lit-html/lit-html.js";

/** A neutral mark in place of an agency's crest: a shield with rising bars. */
export const crest = html`<svg class="crest" viewBox="0 0 40 46" aria-hidden="true" focusable="false">
  <path class="crest-field" d="M20 1.5 37.5 7v15.5c0 10.6-7.2 18-17.5 22C9.7 40.5 2.5 33.1 2.5 22.500V7z" />
  <path class="crest-bars" d="M12 30v-7M20 30V18M28 30V13" />
  <path class="crest-bars" d="M11 35.500h18" />
</svg>`;

export const hand = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M8 12V5.500a1.5 1.5 0 0 1 3 0V11m0-6.500v-1a1.5 1.5 0 0 1 3 0V11m0-5.500a1.5 1.5 0 0 1 3 0V13m0-3.500a1.5 1.5 0 0 1 3 0V15a6.5 6.5 0 0 1-6.5 6.500c-3 0-4.7-1.3-6.2-3.700l-3-5a1.5 1.5 0 0 1 2.6-1.500L8 13.5" />
</svg>`;

export const clock = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <circle cx="12" cy="12.5" r="8.5" /><path d="M12 7.500v5l3.5 2" />
</svg>`;

export const text_size = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M2.5 18.5 8.5 4.500l6 14M4.7 13.500h7.600M15 18.500l3.5-8.5 3.5 8.500M16.2 15.500h4.6" />
</svg>`;

export const grid = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
  <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z" />
</svg>`;
