/* The participant's page: what is known, what was clicked, and when to draw. Views read it and call it; answers and
   moving among items are in `work`, what happens before the socket in `arrival`. */

import { announcementDue, countdownFrom, secondsLeft } from "../shared/countdown.js";
import { durationParts, later } from "../shared/instants.js";
import { Link, newCommandId } from "../shared/link.js";
import { LANGUAGES, isKnownLanguage, loadTexts } from "../shared/texts.js";
import { Arrival } from "./arrival.js";
import { USUAL, larger, readPreferences, smaller } from "./preferences.js";
import { Work } from "./work.js";

/** @typedef {import("../shared/link.js").Refusal} Refusal */
/** @typedef {import("../shared/wire.js").Screen} Screen */
/** @typedef {import("../shared/wire.js").HelpReason} HelpReason */
/** @typedef {import("./preferences.js").Preferences} Preferences */
/** @typedef {"finish" | "help" | "keys" | "display"} DialogName */

const PREFERENCES_KEY = "cat-reading";
const CLOSED_KEY = "cat-closed";
const LEAVE_AFTER_MS = 180_000;
const ASK_AGAIN_MS = 3_000;

export class Page {
  /** @type {import("../shared/texts.js").Texts} */
  t = (key) => key;
  language;
  /** @type {Preferences} */
  preferences = USUAL;
  /** @type {DialogName | null} */
  dialog = null;
  is_timer_hidden = false;
  /** @type {Refusal | null} a refusal that has not been closed */
  refusal = null;
  /** @type {{polite: string, assertive: string}} what a screen reader is to say */
  said = { polite: "", assertive: "" };
  /** @type {Set<string>} messages and notices that the person has closed */
  closed = new Set();

  #draw;
  #is_drawing_soon = false;
  #left_before = Infinity;
  #language_loading = "";
  /** What was chosen before check-in. @type {string | null} */
  #wanted_language = null;
  #receipt_since_ms = 0;

  /**
   * @param {{
   *   language: string,
   *   transport: import("../shared/link.js").Transport,
   *   store: import("../shared/outbox_store.js").OutboxStore,
   *   draw: (page: Page) => void,
   * }} parts
   */
  constructor({ language, transport, store, draw }) {
    this.language = isKnownLanguage(language) ? language : "id";
    this.#draw = draw;
    this.link = new Link({
      transport,
      store,
      clock: {
        now: () => performance.now(),
        wall: () => Date.now(),
        after: (ms, act) => {
          const alarm = setTimeout(act, ms);
          return () => clearTimeout(alarm);
        },
      },
      page_id: newCommandId(),
      newId: newCommandId,
      changed: () => this.#onLinkChanged(),
      refused: (refusal) => this.#onRefused(refusal),
    });
    this.arrival = new Arrival(this);
    this.work = new Work(this);
  }

  async start() {
    this.preferences = readPreferences(stored(PREFERENCES_KEY));
    this.closed = new Set(stored(CLOSED_KEY)?.split("\n"));
    this.#applyPreferences();
    while (!(await this.#loadLanguage(this.language))) await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    await Promise.all([this.link.start(), this.arrival.refresh()]);
    this.draw();
    setInterval(() => this.#onSecond(), 1_000);
  }

  /** Draws soon, once for any number of changes. */
  draw() {
    if (this.#is_drawing_soon) return;
    this.#is_drawing_soon = true;
    queueMicrotask(() => {
      this.#is_drawing_soon = false;
      this.#draw(this);
    });
  }

  /** The screen to show, or null while nobody is checked in here. @returns {Screen | null} */
  get screen() {
    return this.link.ended === null && !this.link.is_unknown && !this.link.connection.is_refused ? this.link.screen : null;
  }

  /** The server's clock now, as ISO, or null before the server has said any. */
  get server_now() {
    const known = this.link.server_time ?? this.arrival.server_time;
    return known ? later(known.iso, performance.now() - known.at_ms) : null;
  }

  /** Seconds left in the running section, or null when there is no time to show. */
  get seconds_left() {
    const time = this.screen?.time;
    return time ? secondsLeft(countdownFrom(time, this.link.screen_at_ms), performance.now()) : null;
  }

  /** Whether the time ran out and the server has not said so yet. */
  get is_time_up() {
    return this.screen?.time?.is_running === true && this.seconds_left === 0;
  }

  /** Whether a command of this name is on its way. @param {string} event */
  isPending(event) {
    return this.link.waiting.some((entry) => entry.event === event);
  }

  /**
   * Gives a command and clears the last refusal.
   * @param {string} event
   * @param {Record<string, unknown>} [payload]
   */
  command(event, payload) {
    this.refusal = null;
    return this.link.send(event, payload);
  }

  /** Lets a screen reader say something. @param {string} text @param {"polite" | "assertive"} [manner] */
  say(text, manner = "polite") {
    // The same words twice are heard twice only if the text differs.
    const again = this.said[manner] === text ? "\u00a0" : "";
    this.said = { ...this.said, [manner]: text + again };
    this.draw();
  }

  sayTime() {
    const left = this.seconds_left;
    if (left !== null) this.say(this.t("time-left-spoken", { duration: this.durationText(left) }));
    else if (this.server_now) this.say(this.t("time-none-spoken"));
  }

  /** A duration in words: "1 jam 12 menit". @param {number} seconds */
  durationText(seconds) {
    const { hours, minutes, seconds: rest } = durationParts(seconds);
    const parts = [];
    if (hours > 0) parts.push(this.t("duration-hours", { n: hours }));
    if (minutes > 0) parts.push(this.t("duration-minutes", { n: minutes }));
    if (parts.length === 0 || (hours === 0 && rest > 0)) parts.push(this.t("duration-seconds", { n: rest }));
    return parts.join(" ");
  }

  /** A reason as people read it: the name of a category, or the words that were written. @param {string | null | undefined} reason */
  reasonText(reason) {
    if (!reason) return "";
    const key = `category-${reason}`;
    const name = this.t(key);
    return name === key ? reason : name;
  }

  /** @param {DialogName | null} name */
  show(name) {
    this.dialog = name;
    this.draw();
  }

  closeRefusal() {
    this.refusal = null;
    this.draw();
  }

  /** Closes a message or notice for good. @param {string} key */
  close(key) {
    this.closed.add(key);
    keep(CLOSED_KEY, [...this.closed].join("\n"));
    this.draw();
  }

  toggleTimer() {
    this.is_timer_hidden = !this.is_timer_hidden;
    this.draw();
  }

  /** @param {Partial<Preferences>} change */
  prefer(change) {
    this.preferences = { ...this.preferences, ...change };
    keep(PREFERENCES_KEY, JSON.stringify(this.preferences));
    this.#applyPreferences();
    this.draw();
  }

  largerText() {
    this.prefer(larger(this.preferences));
    this.say(this.t("display-size-now", { size: this.preferences.text_size }));
  }

  smallerText() {
    this.prefer(smaller(this.preferences));
    this.say(this.t("display-size-now", { size: this.preferences.text_size }));
  }

  /** The languages to choose from: the exam's, until its first section has started. @returns {readonly string[]} */
  get languages() {
    const { screen } = this;
    if (!screen) return LANGUAGES;
    const has_started = (screen.section?.index ?? 0) > 0 || !["identity", "notice", "practice", "waiting", "section_intro"].includes(screen.step);
    return has_started ? [] : (screen.languages ?? []);
  }

  /** @param {string} language */
  async chooseLanguage(language) {
    if (this.screen) {
      void this.command("choose_language", { language });
    } else {
      this.#wanted_language = language;
      await this.#loadLanguage(language);
    }
  }

  /** @param {HelpReason} reason */
  callProctor(reason) {
    void this.command("call_proctor", { reason });
    this.show(null);
    this.say(this.t("help-called"));
  }

  cancelCall() {
    void this.command("cancel_call");
  }

  /** Whether this person's work is whole on the server, so that the seat may be freed. */
  get may_leave() {
    return this.link.waiting.length === 0;
  }

  /** Frees the seat: the next person finds nothing of this one. */
  async leave() {
    const outcome = await this.arrival.leave();
    if (!outcome.ok) {
      this.#onRefused({ code: "leave", message: outcome.message ?? this.t("server-not-reached"), event: "leave", payload: {} });
      return;
    }
    this.link.forget();
    this.work.forget();
    this.refusal = null;
    this.closed.clear();
    keep(CLOSED_KEY, "");
    this.is_timer_hidden = false;
    this.prefer(USUAL);
  }

  #onLinkChanged() {
    this.#askWantedLanguage();
    const language = this.screen?.language;
    if (language && language !== this.language && language !== this.#language_loading) void this.#loadLanguage(language);
    this.draw();
  }

  /** The language chosen on the idle seat is the one to sit the exam in, where the exam has it. */
  #askWantedLanguage() {
    const { screen } = this;
    const wanted = this.#wanted_language;
    if (screen?.step !== "identity" || wanted === null) return;
    this.#wanted_language = null;
    if (wanted !== screen.language && screen.languages?.includes(wanted)) void this.command("choose_language", { language: wanted });
  }

  /** @param {Refusal} refusal */
  #onRefused(refusal) {
    this.refusal = refusal;
    this.say(refusal.message, "assertive");
  }

  #onSecond() {
    const left = this.seconds_left;
    if (left !== null && this.screen?.time?.is_running) {
      const due = announcementDue(this.#left_before, left);
      if (due !== null && this.#left_before !== Infinity) {
        this.say(this.t("time-left-spoken", { duration: this.durationText(due) }), due <= 60 ? "assertive" : "polite");
      }
    }
    this.#left_before = left ?? Infinity;
    this.#leaveWhenForgotten();
    this.draw();
  }

  /** A receipt left on the screen frees the seat by itself, but never before everything is on the server. */
  #leaveWhenForgotten() {
    if (this.screen?.step !== "receipt" || !this.may_leave) {
      this.#receipt_since_ms = performance.now();
    } else if (performance.now() - this.#receipt_since_ms > LEAVE_AFTER_MS) {
      this.#receipt_since_ms = performance.now();
      void this.leave();
    }
  }

  /** Whether the texts came; without them the page keeps the language it has. @param {string} language */
  async #loadLanguage(language) {
    if (!isKnownLanguage(language)) return false;
    this.#language_loading = language;
    try {
      this.t = await loadTexts(language, ["participant"]);
      this.language = language;
      document.documentElement.lang = language;
      return true;
    } catch {
      return false;
    } finally {
      this.#language_loading = "";
      this.draw();
    }
  }

  #applyPreferences() {
    const { dataset } = document.documentElement;
    dataset["textSize"] = String(this.preferences.text_size);
    dataset["contrast"] = this.preferences.is_high_contrast ? "high" : "usual";
  }
}

/** How to read is the browser's for as long as it stays; what was closed is this tab's. @param {string} key */
const storageOf = (key) => (key === CLOSED_KEY ? sessionStorage : localStorage);

/** @param {string} key */
function stored(key) {
  try {
    return storageOf(key).getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function keep(key, value) {
  try {
    storageOf(key).setItem(key, value);
  } catch {
    // A browser that keeps nothing still shows the page; the preference lasts as long as it.
  }
}
