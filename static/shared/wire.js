/* The shapes that cross the participant's socket, as types only. The server's `wire` and `sitting/screens` make them;
   nothing here holds a key, a parameter or an ability, because no such field exists on the wire. */

/** @typedef {"identity" | "identity_denied" | "notice" | "practice" | "waiting" | "section_intro" | "item" | "form" |
 *   "paused" | "on_hold" | "receipt" | "stopped"} Step */

/** @typedef {{html: string}} OptionView */

/** Where an option lies on the figure, in the figure's own units. @typedef {{shape: "circle" | "rectangle" | "polygon", at: number[]}} AreaView */

/** @typedef {{type: "choose", areas?: AreaView[]}} Choose */
/** @typedef {{type: "choose_several", least: number, most: number, areas?: AreaView[]}} ChooseSeveral */
/** @typedef {{type: "order"}} Order */
/** @typedef {{type: "best_worst", asked: "effective" | "like_me"}} BestWorst */
/** @typedef {{type: "rate", labels: string[]}} Rate */
/** targets: places among the options; uses: how often one target may be used, 0: any number
 * @typedef {{type: "pair", targets: number[], uses: number, most_targets: number}} Pair */
/** gaps: for each the places of its options; the text marks a gap by `<span data-mark="0">`
 * @typedef {{type: "fill_gaps", gaps: number[][], uses: number, has_pool: boolean}} FillGaps */
/** @typedef {{type: "write", answer: "number" | "text", unit_html: string, width: number, longest: number}} Write */
/** @typedef {Choose | ChooseSeveral | Order | BestWorst | Rate | Pair | FillGaps | Write} PartInteraction */

/**
 * One interaction among several, with options of its own; it stands at its mark in the item's text, if it has one.
 * @typedef {{html: string, figure_html: string, is_inline: boolean, options: OptionView[], interaction: PartInteraction}} PartView
 */
/** @typedef {{type: "several", parts: PartView[]}} Several */
/** @typedef {PartInteraction | {type: "read"} | Several} Interaction */

/** What the items of a set share. @typedef {{html: string, title_html: string, figure_html: string}} StimulusView */

/**
 * One item as it may be shown. An option's letter or number is its place.
 * @typedef {{
 *   position: number,
 *   kind: string,
 *   stem_html: string,
 *   figure_html?: string | null,
 *   stimulus?: StimulusView | null,
 *   layout: "figures" | "list" | "scale",
 *   options: OptionView[],
 *   interaction: Interaction,
 * }} ItemView
 */

/** A response by places on the screen; which field it has follows from the item's interaction.
 * @typedef {{choice?: number, choices?: number[], order?: number[], best?: number | null, worst?: number | null,
 *   ratings?: (number | null)[], pairs?: number[][], gaps?: (number | null)[], text?: string,
 *   parts?: (ResponseView | null)[]}} ResponseView
 */

/** @typedef {{name: string, number: string, nip_masked?: string | null, post?: string | null, office?: string | null, seat?: string | null}} Person */
/** @typedef {{title: string, kind: "adaptive" | "fixed", time_limit_seconds: number | null, max_items: number}} SectionOutline */
/** @typedef {{title: string, sections: SectionOutline[]}} Exam */

/**
 * @typedef {{
 *   index: number,
 *   count: number,
 *   title: string,
 *   kind: "adaptive" | "fixed",
 *   instructions_html?: string,
 *   time_limit_seconds: number | null,
 *   max_items: number,
 *   can_finish?: boolean,
 * }} Section
 */

/**
 * @typedef {{
 *   remaining_seconds: number,
 *   is_running: boolean,
 *   limit_seconds: number,
 *   given_seconds?: number,
 *   paused_category?: string | null,
 *   paused_reason?: string | null,
 *   paused_since?: string | null,
 *   paused_by?: string | null,
 * }} SectionTime
 */

/** @typedef {{id: string | number, text: string, at: string}} ProctorMessage */
/** @typedef {{kind: "time_given" | "resumed" | "seat_changed" | "outage_credited", seconds?: number, at: string, reason?: string | null, seat?: string | null}} SittingNotice */
/** @typedef {"computer" | "network" | "question" | "health" | "other"} HelpReason */
/** @typedef {{reason: HelpReason, since: string}} HelpCall */
/** @typedef {{reason: string, at: string, answered: number, total: number, code: string}} Finish */

/** What the server has committed last. @typedef {{version: number, code: string, at: string}} Receipt */

/**
 * The whole of what one participant sees, versioned. `sitting_key` is opaque and the same for one sitting on any computer.
 * @typedef {{
 *   version: number,
 *   server_time: string,
 *   language: string,
 *   languages?: string[],
 *   step: Step,
 *   status: string,
 *   sitting_key?: string,
 *   person: Person,
 *   exam: Exam,
 *   notice_html?: string,
 *   practice?: ItemView[],
 *   practice_note_html?: string,
 *   section?: Section | null,
 *   time?: SectionTime | null,
 *   position?: number,
 *   item?: ItemView | null,
 *   responses?: Record<string, ResponseView>,
 *   flags?: number[],
 *   total?: number,
 *   draft?: {section: number, position: number, response: ResponseView | null} | null,
 *   messages?: ProctorMessage[],
 *   notices?: SittingNotice[],
 *   help?: HelpCall | null,
 *   saved?: Receipt | null,
 *   finish?: Finish | null,
 * }} Screen
 */

/** The items of one fixed section, in order; it never changes. @typedef {{section: number, items: ItemView[]}} Paper */
/** @typedef {{version: number, name: string, is_open: boolean, is_closed: boolean, expected: number, ready: number}} Hall */

/** @typedef {{kind: "refused" | "malformed" | "failed", code: string, message: string}} WireError */
/** @typedef {{ok: true, receipt?: Receipt | null, screen?: Screen | null, paper?: Paper | null}} Accepted */
/** @typedef {{ok: false, error: WireError, screen?: Screen | null}} NotAccepted */
/** @typedef {Accepted | NotAccepted} Ack */

/** @typedef {{label: string, row: number, column: number}} HallSeat */
/** @typedef {{id: string, name: string, agency?: string, seats: HallSeat[]}} HallPlan */
/** What the browser knows before check-in. @typedef {{
 *   seat: {label: string} | null,
 *   hall: {id: string, name: string, agency: string} | null,
 *   halls: HallPlan[],
 *   server_time: string,
 * }} SeatPlace */

export {};
