/* Which screen is on. The server names the step; before check-in the computer's seat decides. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { identityDeniedScreen, identityScreen, noticeScreen, sectionIntroScreen, waitingScreen } from "./before.js";
import { dialogContent } from "./dialogs.js";
import { formScreen } from "./form.js";
import { onHoldScreen, pausedScreen, receiptScreen, stoppedScreen } from "./held.js";
import { itemScreen } from "./item.js";
import { practiceScreen } from "./practice.js";
import { checkInScreen, loadingScreen, seatScreen, setupScreen } from "./seat.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @type {Record<import("../../shared/wire.js").Step, (page: Page, screen: Screen) => unknown>} */
const STEPS = {
  identity: identityScreen,
  identity_denied: identityDeniedScreen,
  notice: noticeScreen,
  practice: practiceScreen,
  waiting: waitingScreen,
  section_intro: sectionIntroScreen,
  item: itemScreen,
  form: formScreen,
  paused: pausedScreen,
  on_hold: onHoldScreen,
  receipt: receiptScreen,
  stopped: stoppedScreen,
};

/**
 * A name that changes when the person is somewhere else, so that focus follows.
 * @param {Page} page
 */
export function sceneName(page) {
  const { screen, work } = page;
  if (!screen) return arrivalName(page);
  if (screen.step === "practice") return `practice ${work.practice.index} ${work.practice.is_done}`;
  if (screen.step === "form") return `form ${work.form.section} ${work.form.is_reviewing ? "review" : work.form.position} ${work.item === null}`;
  if (screen.step === "item") return `item ${screen.section?.index} ${screen.position}`;
  if (screen.step === "waiting") return `waiting ${page.link.hall?.is_open === true}`;
  return `${screen.step} ${screen.section?.index ?? ""}`;
}

/** @param {Page} page @returns {"loading" | "setup" | "seat" | "check-in"} */
function arrivalName({ arrival, link }) {
  const { is_open, is_refused, retry_at_ms } = link.connection;
  const is_nobody = is_refused || link.is_unknown || link.ended !== null;
  // Until the server has said that nobody is here, somebody may be in the middle of an exam.
  const is_asking = !is_nobody && (is_open || retry_at_ms === null);
  if (!arrival.place || is_asking) return "loading";
  if (!arrival.place.seat || arrival.is_changing_seat) return "setup";
  return arrival.is_checking_in ? "check-in" : "seat";
}

/** The whole page. @param {Page} page */
export function scene(page) {
  const { screen } = page;
  const name = screen ? "" : arrivalName(page);
  return html`<a class="skip-link" href="#main">${page.t("skip-to-main")}</a>
    ${screen
      ? (STEPS[screen.step]?.(page, screen) ?? loadingScreen(page))
      : name === "loading"
        ? loadingScreen(page)
        : name === "setup"
          ? setupScreen(page)
          : name === "check-in"
            ? checkInScreen(page)
            : seatScreen(page)}
    <dialog id="dialog" aria-labelledby="dialog-title" @close=${() => page.show(null)}>${page.dialog ? dialogContent(page) : nothing}</dialog>
    <div class="visually-hidden" aria-live="polite" role="status">${page.said.polite}</div>
    <div class="visually-hidden" aria-live="assertive" role="alert">${page.said.assertive}</div>
    <div class="ruler" id="ruler" ?hidden=${!page.preferences.has_ruler} aria-hidden="true"></div>`;
}
