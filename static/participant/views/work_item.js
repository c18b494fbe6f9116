/* The item in view, joined to the work on it: practice, adaptive section and fixed section draw it here. */

import { drawItem } from "./question.js";

/** @typedef {import("../page.js").Page} Page */

/**
 * @param {Page} page
 * @param {import("../../shared/wire.js").ItemView} item
 * @param {{key: string, place: string, mark?: unknown}} where
 */
export function workItem(page, item, { key, place, mark }) {
  const { work } = page;
  return drawItem(
    page,
    item,
    work.response,
    {
      // A field that is taken off the page may still tell a change: it is not one of the item that came instead.
      respond: (response, how) => work.item === item && work.respond(response, how),
      pick: (what) => work.pick(what),
      fold: (stimulus) => work.fold(stimulus),
      say: (text, manner) => page.say(text, manner),
    },
    { key, place, mark, is_locked: work.is_locked, picked: work.picked, folded: work.folded },
  );
}
