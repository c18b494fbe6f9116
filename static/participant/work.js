/* Answering: responding, confirming, moving, flagging, practising and finishing. What is shown of it is in `views`. */

import { ownerOf } from "../shared/link.js";
import { toggled } from "./changes.js";
import { isEmpty, isPage, missing } from "./completeness.js";
import { reachOf } from "./keys.js";
import { answersOf, numberOf, overviewOf, pendingResponse } from "./overlay.js";
import { rememberPlace, rememberedPlace } from "./remembered_place.js";
import { Unsaved, tabStorage } from "./unsaved.js";
import { Viewing } from "./viewing.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./overlay.js").Filter} Filter */
/** @typedef {import("./completeness.js").Sentence} Sentence */
/** @typedef {import("../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../shared/wire.js").ResponseView} ResponseView */
/** @typedef {import("../shared/wire.js").Screen} Screen */

/** @typedef {ReturnType<typeof setTimeout> | undefined} Alarm */
/** @typedef {{index: number, responses: Map<number, ResponseView>, tour: number | null, is_done: boolean}} Practice */
/** @typedef {{section: number, position: number, filter: Filter, is_reviewing: boolean, is_grid_open: boolean}} Form */

const DRAFT_AFTER_MS = 700;
const TYPED_AFTER_MS = 900;
const LAST_SECONDS = 3;
const FOCUS_LOST_FROM_MS = 2_000;

/** The parts of the page that the guided tour points at, in its order. */
export const TOUR = /** @type {const} */ (["question", "options", "next", "status", "help"]);

export class Work {
  /** What was missing when the person pressed on. @type {Sentence | null} */
  lacks = null;
  /** What is taken up, to be put somewhere else: a row, a card. @type {string | null} */
  picked = null;
  /** The shared texts that the person has folded away. @type {Set<string>} */
  folded = new Set();
  /** @type {Practice} */
  practice = newPractice();
  /** @type {Form} */
  form = newForm();

  #page;
  #viewing = new Viewing();
  #unsaved = new Unsaved(tabStorage());
  /** What of it was sent last. @type {import("./unsaved.js").Held | null} */
  #sent = null;
  /** @type {Alarm} */ #draft;
  /** @type {Alarm} */ #typed;
  #blurred_at_ms = 0;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Forgets the person. */
  forget() {
    this.#leaveItem();
    this.folded.clear();
    this.practice = newPractice();
    this.form = newForm();
    this.#viewing = new Viewing();
    this.#unsaved.drop();
  }

  /** The item that keys act on, or null. @returns {ItemView | null} */
  get item() {
    const screen = this.#page.screen;
    if (screen?.step === "item") return screen.item ?? null;
    if (screen?.step === "form") return this.form.is_reviewing ? null : (this.formItems[this.form.position - 1] ?? null);
    if (screen?.step === "practice") return this.practice.is_done ? null : (screen.practice?.[this.practice.index] ?? null);
    return null;
  }

  /** The response shown on the current item, or null. @returns {ResponseView | null} */
  get response() {
    const screen = this.#page.screen;
    if (!screen || !this.item) return null;
    if (screen.step === "practice") return this.practice.responses.get(this.practice.index) ?? null;
    const place = this.#place(screen);
    if (screen.step === "form") return this.#unsaved.of(place) ?? this.answers.responses.get(place.position) ?? null;
    const { section, position } = place;
    const { draft } = screen;
    const drafted = draft && draft.section === section && draft.position === position ? draft.response : null;
    return pendingResponse(this.#page.link.waiting, section, position) ?? this.#unsaved.of(place) ?? drafted;
  }

  /** Whether the adaptive answer on screen is confirmed and on its way. */
  get is_confirmed() {
    const screen = this.#page.screen;
    if (screen?.step !== "item") return false;
    const { section, position } = this.#place(screen);
    return pendingResponse(this.#page.link.waiting, section, position) !== null;
  }

  /** Whether nothing may be answered now. */
  get is_locked() {
    return this.is_confirmed || this.#page.is_time_up || this.#page.isPending("finish_section");
  }

  /** The items of the fixed section on screen; empty until its paper has come. */
  get formItems() {
    const section = this.#page.screen?.section;
    return section ? (this.#page.link.papers.get(section.index)?.items ?? []) : [];
  }

  /** The answers of the fixed section on screen. */
  get answers() {
    const screen = this.#page.screen;
    return answersOf(screen ?? {}, this.#page.link.waiting, screen?.section?.index ?? -1);
  }

  /** How far it is. */
  get overview() {
    return overviewOf(this.answers, this.formItems, this.#n_positions, this.#page.language);
  }

  /** The number of the item in view, as people count. */
  get number() {
    return numberOf(this.formItems, this.form.position);
  }

  /** Whether the item in view is the last. */
  get is_last() {
    return this.form.position >= this.#n_positions;
  }

  get #n_positions() {
    return this.#page.screen?.total ?? this.formItems.length;
  }
  /** Takes up the place in a fixed section, and counts the item in view; called before each drawing. */
  follow() {
    const screen = this.#page.screen;
    const section = screen?.section?.index;
    if (screen?.step === "form" && section !== undefined && this.form.section !== section) {
      this.form = { ...newForm(), section, position: rememberedPlace(screen, section) };
    }
    this.#followUnsaved(screen);
    this.#viewing.show(document.hidden ? null : this.#viewedKey(), performance.now());
  }

  /**
   * The whole response to the item in view, as one step has made it. In a fixed section it is sent at once, while typing
   * after a pause.
   * @param {ResponseView} response
   * @param {{is_typing?: boolean}} [how]
   */
  respond(response, { is_typing = false } = {}) {
    const screen = this.#page.screen;
    if (!screen || !this.item || this.is_locked) return;
    this.lacks = null;
    if (screen.step === "practice") {
      this.practice.responses.set(this.practice.index, response);
    } else {
      const place = this.#place(screen);
      this.#unsaved.hold(place, response);
      if (screen.step === "item") this.#sayPlaceLater({ section: place.section, position: place.position, response });
      else {
        clearTimeout(this.#typed);
        if (is_typing && (this.#page.seconds_left ?? Infinity) > LAST_SECONDS) this.#typed = setTimeout(() => this.sendTyped(), TYPED_AFTER_MS);
        else this.sendTyped();
      }
    }
    this.#page.draw();
  }

  /**
   * Sends what was typed and is not on its way yet: on leaving the field, the item, the page. It is held on until the
   * outbox has written it down, because a page that goes away does not wait for that.
   */
  sendTyped() {
    clearTimeout(this.#typed);
    this.#typed = undefined;
    const held = this.#unsaved.held;
    const screen = this.#page.screen;
    if (!held || !screen || held.owner !== ownerOf(screen) || held.section !== screen.section?.index) return;
    if (screen.step === "item") {
      clearTimeout(this.#draft);
      this.#page.link.tell("save_draft", { section: held.section, position: held.position, response: held.response });
    } else if (screen.step === "form" && !this.#page.is_time_up) {
      const before = this.answers.responses.get(held.position);
      const is_same = isEmpty(before) ? isEmpty(held.response) : JSON.stringify(before) === JSON.stringify(held.response);
      if (!is_same && held !== this.#sent) {
        this.#sent = held;
        this.#submit(held.section, held.position, held.response);
      } else if (this.#page.link.waiting.every((entry) => entry.is_kept)) {
        this.#unsaved.drop();
      }
    }
  }

  /** Chooses the option at a place, where the item lets its letter do so. @param {number} index */
  choose(index) {
    const { item } = this;
    if (!item || index < 0 || index >= item.options.length) return;
    if (item.interaction.type === "choose") {
      this.respond({ choice: index });
    } else if (item.interaction.type === "choose_several") {
      const next = toggled(this.response, index, item.interaction.most);
      if (next) this.respond(next);
      else this.#page.say(this.#page.t("choices-full", { most: item.interaction.most }), "assertive");
    }
  }

  /** Moves the choice to its neighbour. @param {1 | -1} by */
  moveChoice(by) {
    const { item } = this;
    if (!item || !reachOf(item)?.is_single) return;
    const from = this.response?.choice ?? (by > 0 ? -1 : item.options.length);
    this.choose(Math.max(0, Math.min(item.options.length - 1, from + by)));
  }

  /** Takes something up to put it elsewhere, or lays it down. @param {string | null} what */
  pick(what) {
    this.picked = what;
    this.#page.draw();
  }

  /** Folds a shared text away or opens it. @param {string} key */
  fold(key) {
    if (!this.folded.delete(key)) this.folded.add(key);
    this.#page.draw();
  }

  /** Berikutnya: confirms in an adaptive section, moves on in a fixed one. */
  next() {
    const screen = this.#page.screen;
    if (!screen || !this.item) return;
    if (screen.step === "practice") this.#practiseNext(screen);
    else if (screen.step === "form") this.#formNext();
    else this.#confirm(screen);
    this.#page.draw();
  }

  back() {
    const screen = this.#page.screen;
    if (screen?.step === "practice" && this.practice.index > 0) {
      this.#leaveItem();
      this.practice = { ...this.practice, index: this.practice.index - 1 };
    }
    if (screen?.step === "form" && this.form.position > 1) this.goTo(this.form.position - 1);
    this.#page.draw();
  }

  /** Opens an item of the fixed section. @param {number} position */
  goTo(position) {
    this.sendTyped();
    this.#leaveItem();
    this.form = { ...this.form, position: Math.max(1, Math.min(this.#n_positions, position)), is_reviewing: false, is_grid_open: false };
    rememberPlace(this.#page.screen, this.form.section, this.form.position);
    this.#sayPlaceLater({ section: this.form.section, position: this.form.position, response: null });
    this.#page.draw();
  }

  toggleFlag() {
    const { section, position } = this.form;
    if (this.#page.screen?.step !== "form" || !this.item || isPage(this.item) || this.is_locked) return;
    const is_flagged = !this.answers.flags.has(position);
    void this.#page.command("flag_item", { section, position, is_flagged });
    this.#page.say(this.#page.t(is_flagged ? "item-flagged" : "item-unflagged", { position: this.number }));
  }

  toggleGrid() {
    this.form = { ...this.form, is_grid_open: !this.form.is_grid_open };
    this.#page.draw();
  }

  /** @param {Filter} filter */
  filter(filter) {
    this.form = { ...this.form, filter };
    this.#page.draw();
  }

  review() {
    this.sendTyped();
    this.#leaveItem();
    this.form = { ...this.form, is_reviewing: true, is_grid_open: false };
    this.#page.draw();
  }

  finish() {
    this.sendTyped();
    const section = this.#page.screen?.section?.index;
    if (section !== undefined) void this.#page.command("finish_section", { section });
    this.#page.show(null);
  }

  /** @param {number | null} tour the step to show, or null for none */
  tour(tour) {
    this.practice = { ...this.practice, tour: tour !== null && tour < TOUR.length ? tour : null };
    this.#page.draw();
  }

  repeatPractice() {
    this.practice = { ...newPractice(), tour: null };
    this.#page.draw();
  }

  finishPractice() {
    void this.#page.command("finish_practice");
  }

  /** The page left the front or came back to it. @param {boolean} is_in_front */
  onFront(is_in_front) {
    const now = performance.now();
    if (!is_in_front) {
      this.sendTyped();
      if (this.#blurred_at_ms === 0) this.#blurred_at_ms = now;
    } else if (this.#blurred_at_ms > 0) {
      const lost_ms = Math.round(now - this.#blurred_at_ms);
      this.#blurred_at_ms = 0;
      const step = this.#page.screen?.step;
      if (lost_ms >= FOCUS_LOST_FROM_MS && (step === "item" || step === "form")) void this.#page.link.send("report_focus_lost", { lost_ms });
    }
    this.#page.draw();
  }

  /** What an earlier page life or another section left, and what the end of the time would cut off. @param {Screen | null} screen */
  #followUnsaved(screen) {
    const held = this.#unsaved.held;
    if (held && this.#page.link.ended) this.#unsaved.drop(); // another computer goes on from what the server has
    if (!held || !screen) return;
    const is_over = screen.step === "receipt" || screen.step === "stopped" || (screen.section?.index ?? 0) > held.section;
    if (is_over || held.owner !== ownerOf(screen)) this.#unsaved.drop();
    else if (screen.step === "item" && held.position < this.#place(screen).position) this.#unsaved.drop();
    else if (screen.step === "form" && (this.#typed === undefined || (this.#page.seconds_left ?? Infinity) < LAST_SECONDS)) this.sendTyped();
  }

  /** Lets the server know where the person is and what is marked, so that another computer can go on from there. @param {{section: number, position: number, response: ResponseView | null}} draft */
  #sayPlaceLater(draft) {
    clearTimeout(this.#draft);
    this.#draft = setTimeout(() => this.#page.link.tell("save_draft", draft), DRAFT_AFTER_MS);
  }

  /** @param {Screen} screen */
  #confirm(screen) {
    const { response } = this;
    if (this.is_locked || !this.#isDone() || !response) return;
    clearTimeout(this.#draft);
    const { section, position } = this.#place(screen);
    this.#leaveItem();
    this.#submit(section, position, response);
  }

  #formNext() {
    if (this.is_last) this.review();
    else this.goTo(this.form.position + 1);
  }

  /** @param {Screen} screen */
  #practiseNext(screen) {
    if (!this.#isDone()) return;
    this.#leaveItem();
    const index = this.practice.index + 1;
    this.practice = { ...this.practice, index, tour: null, is_done: index >= (screen.practice?.length ?? 0) };
  }

  /** Whether the item in view is answered whole; if not, the person is told what is missing. */
  #isDone() {
    this.lacks = this.item && missing(this.item, this.response, this.#page.language);
    if (this.lacks) this.#page.say(this.#page.t(this.lacks.key, this.lacks.args), "assertive");
    return this.lacks === null;
  }

  #leaveItem() {
    this.lacks = null;
    this.picked = null;
  }

  /** @param {number} section @param {number} position @param {ResponseView} response */
  #submit(section, position, response) {
    const shown_ms = this.#viewing.shownMs(`${section}:${position}`, performance.now());
    void this.#page.command("submit_response", { section, position, response, shown_ms });
  }

  /** Where an item stands, and whose it is. @param {Screen} screen */
  #place(screen) {
    const owner = ownerOf(screen);
    if (screen.step === "form") return { owner, section: this.form.section, position: this.form.position };
    return { owner, section: screen.section?.index ?? 0, position: screen.position ?? screen.item?.position ?? 0 };
  }

  #viewedKey() {
    const screen = this.#page.screen;
    if (!screen || !this.item || (screen.step !== "form" && screen.step !== "item")) return null;
    const { section, position } = this.#place(screen);
    return `${section}:${position}`;
  }
}

/** @returns {Practice} */
function newPractice() {
  return { index: 0, responses: new Map(), tour: 0, is_done: false };
}

/** @returns {Form} */
function newForm() {
  return { section: -1, position: 1, filter: "all", is_reviewing: false, is_grid_open: false };
}
