/* What an interaction's drawing is given: types only. */

/** @typedef {import("../../../shared/wire.js").OptionView} OptionView */
/** @typedef {import("../../../shared/wire.js").ResponseView} ResponseView */

/**
 * What every interaction needs to be drawn and answered.
 * @typedef {{
 *   t: import("../../../shared/texts.js").Texts,
 *   language: string,
 *   id: string,
 *   name_id: string,
 *   is_locked: boolean,
 *   layout: "figures" | "list" | "scale",
 *   picked: string | null,
 *   pick: (what: string | null) => void,
 *   say: (text: string, manner?: "polite" | "assertive") => void,
 *   respond: (response: ResponseView, how?: {is_typing?: boolean}) => void,
 * }} Pen id: begins the ids of its elements; name_id: the element that says what is asked
 */

/**
 * @template Interaction
 * @typedef {{interaction: Interaction, options: readonly OptionView[], figure_html?: string | null | undefined}} Asked
 */

export {};
