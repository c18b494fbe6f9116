/* Putting options into places: gaps of a text, or rows that each get a partner. Every place is a list that opens; where
   several places share their options, these lie beside them as cards, to be taken up and put down. */

import { html, nothing } from "../../../vendor/lit-html/lit-html.js";
import { live } from "../../../vendor/lit-html/directives/live.js";
import { unsafeHTML } from "../../../vendor/lit-html/directives/unsafe-html.js";
import { filled, paired, parted } from "../../changes.js";
import { optionLetter } from "../../keys.js";
import { plainText } from "../plain_text.js";

/** @typedef {import("./pen.js").Pen} Pen */
/** @typedef {import("./pen.js").OptionView} OptionView */
/** @typedef {import("./pen.js").Asked<import("../../../shared/wire.js").FillGaps>} Gaps */
/** @typedef {import("./pen.js").Asked<import("../../../shared/wire.js").Pair>} Pairs */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */

/**
 * One gap in the line of a text.
 * @param {Pen} pen
 * @param {Gaps} asked
 * @param {ResponseView | null} response
 * @param {number} gap
 */
export function gapInText(pen, { interaction, options }, response, gap) {
  const own = interaction.gaps[gap];
  if (!own) return nothing;
  const { has_pool, uses, gaps } = interaction;
  const given = response?.gaps ?? [];
  const option = given[gap] ?? null;
  const label = pen.t("gap-name", { n: gap + 1, total: gaps.length });
  return placeList(pen, {
    label,
    given: option,
    choices: own.map((each) => ({
      option: each,
      text: `${has_pool ? `${optionLetter(each)}. ` : ""}${plainText(options[each]?.html)}`,
      is_elsewhere: uses > 0 && each !== option && given.filter((one) => one === each).length >= uses,
    })),
    picked: has_pool ? pickedOf(pen, own) : null,
    put: (each) => {
      pen.respond(filled(response, interaction, gap, each));
      say(pen, label, each === null ? null : plainText(options[each]?.html));
    },
  });
}

/** What stands below a text with gaps: how to fill them, and the cards. @param {Pen} pen @param {Gaps} asked @param {ResponseView | null} response */
export function gapsBelow(pen, { interaction, options }, response) {
  const { t, id } = pen;
  const { has_pool, uses } = interaction;
  const given = response?.gaps ?? [];
  const used = (/** @type {number} */ option) => given.filter((each) => each === option).length;
  return html`<p class="how" id="${id}-how">${t(has_pool ? "gaps-pool-how" : "gaps-how")}</p>
    ${has_pool ? cards(pen, options.map((_, option) => option), options, { uses, used, title: t("gaps-pool") }) : nothing}`;
}

/** @param {Pen} pen @param {Pairs} asked @param {ResponseView | null} response */
export function pairing(pen, { interaction, options }, response) {
  const { t, id, name_id } = pen;
  const { targets, uses, most_targets } = interaction;
  const sources = options.map((_, option) => option).filter((option) => !targets.includes(option));
  const pairs = response?.pairs ?? [];
  const used = (/** @type {number} */ target) => pairs.filter(([, other]) => other === target).length;
  const how = t(most_targets > 1 ? "pair-several-how" : "pair-how");
  return html`<div class="pairing" role="group" aria-labelledby=${name_id} aria-describedby="${id}-how">
    <p class="how" id="${id}-how">${how}${uses > 0 ? nothing : html` ${t("pair-any-use")}`}</p>
    <div class="pair-columns">
      <ol class="pair-sources">
        ${sources.map((source) => {
          const own = pairs.flatMap(([one, target]) => (one === source && target !== undefined ? [target] : []));
          return sourceRow(pen, { source, own, sources, options, interaction, response, isFull: (target) => uses > 0 && used(target) >= uses });
        })}
      </ol>
      ${cards(pen, targets, options, { uses, used, title: t("pair-targets"), letterOf: (target) => targets.indexOf(target) })}
    </div>
  </div>`;
}

/**
 * @param {Pen} pen
 * @param {{source: number, own: number[], sources: number[], options: readonly OptionView[], interaction: Pairs["interaction"],
 *   response: ResponseView | null, isFull: (target: number) => boolean}} what
 */
function sourceRow(pen, { source, own, sources, options, interaction, response, isFull }) {
  const { t } = pen;
  const { targets, most_targets } = interaction;
  const is_single = most_targets === 1;
  const letter = (/** @type {number} */ target) => optionLetter(targets.indexOf(target));
  const label = t("pair-name", { option: plainText(options[source]?.html) });
  const picked = pickedOf(pen, targets);
  const put = (/** @type {number | null} */ target) => {
    pen.respond(target === null ? parted(response, source) : paired(response, interaction, source, target));
    say(pen, label, target === null ? null : plainText(options[target]?.html));
  };
  const offered = targets.filter((target) => is_single || !own.includes(target));
  const is_open = is_single || (own.length < most_targets && offered.length > 0);
  return html`<li
    class="pair-row ${own.length > 0 ? "is-joined" : ""} ${picked === null ? "" : "is-open"}"
    @click=${(/** @type {Event} */ event) => picked !== null && !isOnControl(event) && layDown(pen, picked, put)}
  >
    <div class="pair-body"><span class="pair-number numeric" aria-hidden="true">${sources.indexOf(source) + 1}</span><div class="prose">${unsafeHTML(options[source]?.html)}</div></div>
    <div class="pair-place">
      ${is_single
        ? nothing
        : own.map(
            (target) => html`<span class="pair-chip"><span class="card-letter" aria-hidden="true">${letter(target)}</span><span>${unsafeHTML(options[target]?.html)}</span>
              <button type="button" class="pair-part" ?disabled=${pen.is_locked} aria-label=${t("pair-part", { option: plainText(options[target]?.html) })} @click=${() => pen.respond(parted(response, source, target))}><span aria-hidden="true">×</span></button></span>`,
          )}
      ${is_open
        ? placeList(pen, {
            label,
            given: is_single ? (own[0] ?? null) : null,
            empty: is_single ? undefined : t(own.length > 0 ? "pair-add" : "place-choose"),
            choices: offered.map((target) => ({ option: target, text: `${letter(target)}. ${plainText(options[target]?.html)}`, is_elsewhere: isFull(target) && !own.includes(target) })),
            picked,
            put,
          })
        : nothing}
    </div>
  </li>`;
}

/**
 * One place as a list that opens. With a card in the hand, pressing it puts the card down. What another place has used up
 * cannot be chosen from a list: whoever walks through it with the arrow keys would take it away in passing.
 * @param {Pen} pen
 * @param {{
 *   label: string,
 *   given: number | null,
 *   choices: {option: number, text: string, is_elsewhere: boolean}[],
 *   picked: number | null,
 *   put: (option: number | null) => void,
 *   empty?: string | undefined,
 * }} place
 */
function placeList(pen, { label, given, choices, picked, put, empty }) {
  return html`<select
    class="place-list ${given === null ? "is-empty" : "is-filled"} ${picked === null ? "" : "is-open"}"
    aria-label=${label}
    ?disabled=${pen.is_locked}
    @change=${(/** @type {Event} */ event) => {
      const list = /** @type {HTMLSelectElement} */ (event.currentTarget);
      put(list.value === "" ? null : Number(list.value));
    }}
    @mousedown=${(/** @type {Event} */ event) => putPicked(pen, event, picked, put)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => (event.key === "Enter" || event.key === " ") && putPicked(pen, event, picked, put)}
  >
    <option value="" .selected=${live(given === null)}>${empty ?? pen.t("place-choose")}</option>
    ${choices.map(
      ({ option, text, is_elsewhere }) => html`<option value=${option} ?disabled=${is_elsewhere} .selected=${live(option === given)}>${text}${is_elsewhere ? ` (${pen.t("place-elsewhere")})` : ""}</option>`,
    )}
  </select>`;
}

/**
 * @param {Pen} pen
 * @param {readonly number[]} shown
 * @param {readonly OptionView[]} options
 * @param {{uses: number, used: (option: number) => number, title: string, letterOf?: (option: number) => number}} how
 */
function cards(pen, shown, options, { uses, used, title, letterOf = (option) => option }) {
  const { t, id, is_locked } = pen;
  return html`<div class="cards" role="group" aria-label=${title}>
    <p class="cards-title" aria-hidden="true">${title}</p>
    <div class="cards-list">
      ${shown.map((option) => {
        const token = `${id}-${option}`;
        const is_picked = pen.picked === token;
        const times = used(option);
        return html`<button
          type="button"
          class="option-card ${times > 0 ? "is-used" : ""} ${uses > 0 && times >= uses ? "is-used-up" : ""}"
          aria-pressed=${is_picked ? "true" : "false"}
          ?disabled=${is_locked}
          @click=${() => {
            pen.pick(is_picked ? null : token);
            if (!is_picked) pen.say(t("card-picked", { option: plainText(options[option]?.html) }));
          }}
        ><span class="card-letter" aria-hidden="true">${optionLetter(letterOf(option))}</span><span class="card-body">${unsafeHTML(options[option]?.html)}</span>${
          times > 0 ? html`<span class="card-used"><span aria-hidden="true">✓</span><span class="visually-hidden">${t("card-used", { n: times })}</span></span>` : nothing
        }</button>`;
      })}
    </div>
  </div>`;
}

/** The option in the hand, if it is one of these. @param {Pen} pen @param {readonly number[]} options */
const pickedOf = ({ picked, id }, options) => options.find((option) => picked === `${id}-${option}`) ?? null;

/** @param {Pen} pen @param {Event} event @param {number | null} picked @param {(option: number) => void} put */
function putPicked(pen, event, picked, put) {
  if (picked === null || pen.is_locked) return;
  event.preventDefault(); // the list does not open: the card goes there
  layDown(pen, picked, put);
}

/** @param {Pen} pen @param {number} picked @param {(option: number) => void} put */
function layDown(pen, picked, put) {
  if (pen.is_locked) return;
  pen.pick(null);
  put(picked);
}

/** @param {Event} event */
const isOnControl = (event) => event.target instanceof Element && event.target.closest("select, button") !== null;

/** @param {Pen} pen @param {string} place @param {string | null} text */
function say(pen, place, text) {
  pen.say(text === null ? pen.t("place-emptied", { place }) : pen.t("place-filled", { place, option: text }));
}
