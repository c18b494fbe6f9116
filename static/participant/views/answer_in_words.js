/* An answer as one short line: what a person reads in the review. Not here: whether it is complete. */

import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { optionLetter } from "../keys.js";
import { readNumber, shownNumber } from "../numerals.js";
import { plainText } from "./plain_text.js";

/** @typedef {import("../../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../../shared/wire.js").ResponseView} ResponseView */

const LONGEST = 60;

/** @param {import("./question.js").PageLike} page @param {ItemView} item @param {ResponseView | undefined} response @returns {unknown} */
export function answerInWords({ t, language }, { interaction, options, layout }, response) {
  switch (interaction.type) {
    case "choose": {
      const option = options[response?.choice ?? -1];
      return option && layout !== "figures" ? unsafeHTML(option.html) : optionLetter(response?.choice ?? 0);
    }
    case "choose_several":
      return (response?.choices ?? []).map(optionLetter).join(", ");
    case "order":
      return shortened((response?.order ?? []).map((option, place) => `${place + 1}. ${plainText(options[option]?.html)}`).join("  "));
    case "best_worst":
      return t("answer-best-worst", { best: optionLetter(response?.best ?? 0), worst: optionLetter(response?.worst ?? 0) });
    case "rate":
      return (response?.ratings ?? []).map((label) => plainText(interaction.labels[label ?? 0])).join(", ");
    case "write": {
      const text = response?.text ?? "";
      const number = interaction.answer === "number" ? readNumber(text, language) : null;
      return shortened(`${number === null ? text : shownNumber(number, language)} ${plainText(interaction.unit_html)}`.trim());
    }
    case "fill_gaps":
      return shortened((response?.gaps ?? []).map((option) => plainText(options[option ?? -1]?.html)).join(", "));
    default:
      return t("legend-answered");
  }
}

/** @param {string} text */
const shortened = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
