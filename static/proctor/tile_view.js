/* One seat on the map. */

import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { placed, whenChanged } from "./directives.js";
import { glyph } from "./glyphs.js";
import { durationText, helpWord, keyOf } from "./words.js";

/** @typedef {import("./tiles.js").TileFacts} TileFacts */
/** @typedef {import("../shared/texts.js").Texts} Texts */

/**
 * @param {Texts} t
 * @param {TileFacts} facts
 * @param {{seat: string, density: "roomy" | "dense", words: "long" | "short", is_opened: boolean, is_reachable: boolean, open: (sitting_id: string) => void}} given
 *   is_reachable: the one tile that the Tab key reaches; arrows reach the others
 */
export function tile(t, facts, { seat, density, words, is_opened, is_reachable, open }) {
  return whenChanged({ ...facts, seat, density, words, is_opened, is_reachable }, () => {
    const state = keyOf(facts.condition);
    const flags = html`${help(t, facts)}${unsent(t, facts, density === "roomy" && facts.help === null)}`;
    return html`<button
      class="tile" type="button" id=${`tile-${facts.sitting_id}`} data-seat=${seat} data-sitting=${facts.sitting_id}
      data-condition=${facts.condition} data-band=${facts.band} data-help=${facts.help !== null} data-muted=${!facts.is_shown}
      data-new=${facts.is_new} aria-pressed=${is_opened} tabindex=${is_reachable ? 0 : -1} title=${density === "dense" ? facts.name : nothing}
      @click=${() => open(facts.sitting_id)}
    >
      <span class="tile-head">
        <span class="tile-seat"><span class="visually-hidden">${t("seat-spoken", { seat: "" })}</span>${seat}</span>
        <span class="tile-state">${glyph(facts.condition)}<span>${t(`state-${words === "short" ? "short-" : ""}${state}`)}</span></span>
      </span>
      <span class="tile-name"><span>${facts.short_name}</span>${density === "dense" ? flags : nothing}</span>
      ${density === "roomy" ? html`<span class="tile-flags">${flags}</span>` : nothing}
      <span class="tile-numbers numeric">${numbers(t, facts, density)}</span>
      ${facts.total > 0
        ? html`<span class="tile-bar" aria-hidden="true" ${placed({ "--share": String(facts.share) })}></span>`
        : nothing}
    </button>`;
  });
}

/** @param {string} seat @param {Texts} t @param {"long" | "short"} words */
export const emptySeat = (seat, t, words) => html`<div class="tile is-empty">
  <span class="tile-head">
    <span class="tile-seat"><span class="visually-hidden">${t("seat-spoken", { seat: "" })}</span>${seat}</span>
    <span class="tile-state">${t(words === "short" ? "state-short-empty" : "state-empty")}</span>
  </span>
</div>`;

/** @param {Texts} t @param {TileFacts} facts */
function help(t, facts) {
  if (facts.help === null) return nothing;
  const word = helpWord(t, facts.help);
  return html`<span class="tile-help">${glyph("help")}<span class="visually-hidden">${t("state-help")}: </span><span class="tile-help-word">${word}</span></span>`;
}

/** @param {Texts} t @param {TileFacts} facts @param {"roomy" | "dense"} density */
function numbers(t, facts, density) {
  return html`${facts.total > 0
      ? html`<span class="tile-progress"
          ><span aria-hidden="true">${t("progress-of", { answered: facts.answered, total: facts.total })}</span
          ><span class="visually-hidden">${t("progress-spoken", { answered: facts.answered, total: facts.total })}</span></span
        >`
      : nothing}
    ${facts.time_left !== null
      ? html`<span class="tile-time" data-last=${facts.is_last_minutes} data-stopped=${!facts.time_is_running}
          ><span aria-hidden="true">${facts.time_left}</span
          ><span class="visually-hidden">${t(facts.time_is_running ? "tile-time-spoken" : "tile-time-stopped-spoken", { time: facts.time_left })}</span></span
        >`
      : nothing}
    ${contact(t, facts, density)}`;
}

/** @param {Texts} t @param {TileFacts} facts @param {boolean} [in_words] */
export function unsent(t, facts, in_words = false) {
  if (facts.unsent === 0) return nothing;
  const words = t("unsent-count", { count: facts.unsent });
  if (in_words) return html`<span class="unsent">${glyph("unsent")}<span>${words}</span></span>`;
  return html`<span class="unsent" title=${words}
    >${glyph("unsent")}<span aria-hidden="true">${t("unsent-short", { count: facts.unsent })}</span
    ><span class="visually-hidden">${words}</span></span
  >`;
}

/** @param {Texts} t @param {TileFacts} facts @param {"roomy" | "dense"} [density] */
export function contact(t, facts, density = "roomy") {
  const seconds = facts.contact_seconds;
  if (seconds === null) return nothing;
  const size = density === "dense" ? "-short" : "";
  const ago = seconds < 60 ? t(`contact-ago${size}`, { seconds }) : t(`contact-ago-minutes${size}`, { minutes: Math.floor(seconds / 60) });
  return html`<span class="contact"
    ><span aria-hidden="true">${ago}</span
    ><span class="visually-hidden">${t("contact-ago-spoken", { duration: durationText(t, seconds) })}</span></span
  >`;
}
