/* What one drawing of the page is made from: computed once, read by every view. */

import { countChips } from "./arrangement.js";
import { knownUntil } from "./board.js";
import { tileFacts } from "./tiles.js";

/**
 * @typedef {{
 *   app: import("./app.js").App,
 *   t: import("../shared/texts.js").Texts,
 *   now: number,
 *   known_until: number,
 *   staff_name: string,
 *   rows: import("./wire.js").Row[],
 *   facts: import("./tiles.js").TileFacts[],
 *   fact_of: Map<string, import("./tiles.js").TileFacts>,
 *   counts: Record<import("./arrangement.js").Chip, number>,
 *   density: "roomy" | "dense",
 *   words: "long" | "short",
 *   side: "rail" | "strip",
 * }} Scene
 */

/**
 * @param {import("./app.js").App} app
 * @param {Pick<Scene, "t" | "now" | "staff_name" | "density" | "words" | "side">} given
 * @returns {Scene}
 */
export function sceneOf(app, { t, now, staff_name, density, words, side }) {
  const { board } = app;
  const known_until = knownUntil(board);
  const held = [...board.rows.values()];
  const facts = held.map((each) => tileFacts(each, app.shown.filter, now, known_until));
  return {
    app,
    t,
    now,
    known_until,
    staff_name,
    density,
    words,
    side,
    rows: held.map(({ row }) => row),
    facts,
    fact_of: new Map(facts.map((fact) => [fact.sitting_id, fact])),
    counts: countChips(held, now, known_until),
  };
}
