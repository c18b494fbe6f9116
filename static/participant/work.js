/* Answering: choosing, confirming, moving, flagging, practising and finishing. What is shown of it is in `views`. */

import { answersOf, pendingChoice } from "./overlay.js";
import { Viewing } from "./viewing.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./overlay.js").Filter} Filter */
/** @typedef {import("../shared/wire.js").ItemView} ItemView */
/** @typedef {import("../shared/wire.js").Screen} Screen */

/** @typedef {{index: number, choices: Map<number, number>, tour: number | null, is_done: boolean}} Practice */
/** @typedef {{section: number, position: number, filter: Filter, is_reviewing: boolean, is_grid_open: boolean}} Form */

const DRAFT_AFTER_MS = 700;
const FOCUS_LOST_FROM_MS = 2_000;
const PLACE_KEY = "cat-place";

/** The parts of the page that the guided tour points at, in its order. */
export const TOUR = /** @type {const} */ (["question", "options", "next", "status", "help"]);

export class Work {
  /** The choice on screen that is not confirmed (adaptive). @type {{key: string, choice: number} | null} */
  chosen = null;
  /** Whether the person pressed on without choosing. */
  is_choice_missing = false;
  /** @type {Practice} */
  practice = newPractice();
  /** @type {Form} */
  form = { section: -1, position: 1, filter: "all", is_reviewing: false, is_grid_open: false };

  #page;
  #viewing = new Viewing();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #draft;
  #blurred_at_ms = 0;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Forgets the person. */
  forget() {
    this.chosen = null;
    this.is_choice_missing = false;
    this.practice = newPractice();
    this.form = { section: -1, position: 1, filter: "all", is_reviewing: false, is_grid_open: false };
    this.#viewing = new Viewing();
  }

  /** The item that keys act on, or null. @returns {ItemView | null} */
  get item() {
    const screen = this.#page.screen;
    if (screen?.step === "item") return screen.item ?? null;
    if (screen?.step === "form") return this.form.is_reviewing ? null : (this.formItems[this.form.position - 1] ?? null);
    if (screen?.step === "practice") return this.practice.is_done ? null : (screen.practice?.[this.practice.index] ?? null);
    return null;
  }

  /** The choice shown on the current item, or null. @returns {number | null} */
  get choice() {
    const screen = this.#page.screen;
    const item = this.item;
    if (!screen || !item) return null;
    if (screen.step === "practice") return this.practice.choices.get(this.practice.index) ?? null;
    if (screen.step === "form") return this.answers.choices.get(this.form.position) ?? null;
    const { section, position } = placeOf(screen);
    const pending = pendingChoice(this.#page.link.waiting, section, position);
    if (pending !== null) return pending;
    if (this.chosen?.key === `${section}:${position}`) return this.chosen.choice;
    const draft = screen.draft;
    return draft && draft.section === section && draft.position === position ? (draft.response?.choice ?? null) : null;
  }

  /** Whether the adaptive answer on screen is confirmed and on its way. */
  get is_confirmed() {
    const screen = this.#page.screen;
    if (screen?.step !== "item") return false;
    const { section, position } = placeOf(screen);
    return pendingChoice(this.#page.link.waiting, section, position) !== null;
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

  get total() {
    return this.#page.screen?.total ?? this.formItems.length;
  }

  /** Takes up the place in a fixed section, and counts the item in view; called before each drawing. */
  follow() {
    const screen = this.#page.screen;
    const section = screen?.section?.index;
    if (screen?.step === "form" && section !== undefined && this.form.section !== section) {
      this.form = { section, position: rememberedPlace(screen, section), filter: "all", is_reviewing: false, is_grid_open: false };
    }
    this.#viewing.show(document.hidden ? null : this.#viewedKey(), performance.now());
  }

  /** @param {number} choice */
  choose(choice) {
    const screen = this.#page.screen;
    const item = this.item;
    if (!screen || !item || this.is_locked || choice < 0 || choice >= item.options.length) return;
    this.is_choice_missing = false;
    if (screen.step === "practice") {
      this.practice.choices.set(this.practice.index, choice);
    } else if (screen.step === "form") {
      if (this.choice !== choice) this.#submit(this.form.section, this.form.position, choice);
    } else {
      const { section, position } = placeOf(screen);
      this.chosen = { key: `${section}:${position}`, choice };
      this.#sayPlaceLater({ section, position, response: { choice } });
    }
    this.#page.draw();
  }

  /** Moves the choice to its neighbour. @param {1 | -1} by */
  moveChoice(by) {
    const item = this.item;
    if (!item) return;
    const from = this.choice ?? (by > 0 ? -1 : item.options.length);
    this.choose(Math.max(0, Math.min(item.options.length - 1, from + by)));
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
    if (screen?.step === "practice" && this.practice.index > 0) this.practice = { ...this.practice, index: this.practice.index - 1 };
    if (screen?.step === "form" && this.form.position > 1) this.goTo(this.form.position - 1);
    this.#page.draw();
  }

  /** Opens an item of the fixed section. @param {number} position */
  goTo(position) {
    this.form = { ...this.form, position: Math.max(1, Math.min(this.total, position)), is_reviewing: false, is_grid_open: false };
    rememberPlace(this.#page.screen, this.form.section, this.form.position);
    this.#sayPlaceLater({ section: this.form.section, position: this.form.position, response: null });
    this.#page.draw();
  }

  toggleFlag() {
    const { section, position } = this.form;
    if (this.#page.screen?.step !== "form" || !this.item || this.is_locked) return;
    const is_flagged = !this.answers.flags.has(position);
    void this.#page.command("flag_item", { section, position, is_flagged });
    this.#page.say(this.#page.t(is_flagged ? "item-flagged" : "item-unflagged", { position }));
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
    this.form = { ...this.form, is_reviewing: true, is_grid_open: false };
    this.#page.draw();
  }

  finish() {
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
      if (this.#blurred_at_ms === 0) this.#blurred_at_ms = now;
    } else if (this.#blurred_at_ms > 0) {
      const lost_ms = Math.round(now - this.#blurred_at_ms);
      this.#blurred_at_ms = 0;
      const step = this.#page.screen?.step;
      if (lost_ms >= FOCUS_LOST_FROM_MS && (step === "item" || step === "form")) void this.#page.link.send("report_focus_lost", { lost_ms });
    }
    this.#page.draw();
  }

  /** Lets the server know where the person is and what is marked, so that another computer can go on from there. @param {{section: number, position: number, response: {choice: number} | null}} draft */
  #sayPlaceLater(draft) {
    clearTimeout(this.#draft);
    this.#draft = setTimeout(() => this.#page.link.tell("save_draft", draft), DRAFT_AFTER_MS);
  }

  /** @param {Screen} screen */
  #confirm(screen) {
    const choice = this.choice;
    if (this.is_locked) return;
    if (choice === null) {
      this.#missing();
      return;
    }
    clearTimeout(this.#draft);
    const { section, position } = placeOf(screen);
    this.#submit(section, position, choice);
  }

  #formNext() {
    if (this.form.position < this.total) this.goTo(this.form.position + 1);
    else this.review();
  }

  /** @param {Screen} screen */
  #practiseNext(screen) {
    if (this.choice === null) {
      this.#missing();
      return;
    }
    const index = this.practice.index + 1;
    this.practice = { ...this.practice, index, tour: null, is_done: index >= (screen.practice?.length ?? 0) };
  }

  #missing() {
    this.is_choice_missing = true;
    this.#page.say(this.#page.t("item-choose-first"), "assertive");
  }

  /** @param {number} section @param {number} position @param {number} choice */
  #submit(section, position, choice) {
    const shown_ms = this.#viewing.shownMs(`${section}:${position}`, performance.now());
    void this.#page.command("submit_response", { section, position, response: { choice }, shown_ms });
  }

  #viewedKey() {
    const screen = this.#page.screen;
    if (!screen || !this.item) return null;
    if (screen.step === "form") return `${this.form.section}:${this.form.position}`;
    if (screen.step === "item") {
      const { section, position } = placeOf(screen);
      return `${section}:${position}`;
    }
    return null;
  }
}

/** @returns {Practice} */
function newPractice() {
  return { index: 0, choices: new Map(), tour: 0, is_done: false };
}

/** Where an adaptive screen stands. @param {Screen} screen */
function placeOf(screen) {
  return { section: screen.section?.index ?? 0, position: screen.position ?? screen.item?.position ?? 0 };
}

/** @param {Screen | null} screen @param {number} section @param {number} position */
function rememberPlace(screen, section, position) {
  try {
    sessionStorage.setItem(PLACE_KEY, JSON.stringify({ number: screen?.person.number, section, position }));
  } catch {
    // Only a convenience after a reload.
  }
}

/** Where the person was in a fixed section: by this computer's memory, else by the server's. @param {Screen} screen @param {number} section */
function rememberedPlace(screen, section) {
  try {
    const held = JSON.parse(sessionStorage.getItem(PLACE_KEY) ?? "null");
    const position = Number(held?.position);
    const is_same = held?.number === screen.person.number && held?.section === section;
    if (is_same && position >= 1 && position <= (screen.total ?? 0)) return position;
  } catch {
    // As above.
  }
  const draft = screen.draft?.section === section ? screen.draft.position : 1;
  return Math.max(1, Math.min(screen.total ?? 1, draft));
}
