/* Before anybody is checked in: which seat this computer is, and who sits down at it. */

import { bindSeat, checkIn, fetchPlace, leaveSeat } from "./seat_api.js";
import { bareNumber, grouped } from "./nip.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("../shared/wire.js").SeatPlace} SeatPlace */

const REFRESH_EVERY_MS = 15_000;

export class Arrival {
  /** @type {SeatPlace | null} */
  place = null;
  /** @type {{iso: string, at_ms: number} | null} */
  server_time = null;
  is_reachable = true;
  /** Whether the person pressed the button on the idle seat. */
  is_checking_in = false;
  /** Whether another seat is being chosen for a computer that has one. */
  is_changing_seat = false;
  /** What is chosen on the seat map. @type {{hall_id: string | null, seat: string | null}} */
  chosen = { hall_id: null, seat: null };
  number = "";
  pin = "";
  is_pin_shown = false;
  is_busy = false;
  error = "";

  #page;
  #asked_at_ms = -Infinity;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    setInterval(() => void this.#refreshWhenIdle(), 1_000);
  }

  /** Asks the server which seat this is. */
  async refresh() {
    this.#asked_at_ms = performance.now();
    try {
      this.place = await fetchPlace();
      this.server_time = { iso: this.place.server_time, at_ms: performance.now() };
      this.is_reachable = true;
    } catch {
      this.is_reachable = false;
    }
    this.#page.draw();
  }

  /** @param {string | null} hall_id */
  chooseHall(hall_id) {
    this.chosen = { hall_id, seat: null };
    this.error = "";
    this.#page.draw();
  }

  /** @param {string} seat */
  chooseSeat(seat) {
    this.chosen = { ...this.chosen, seat };
    this.#page.draw();
  }

  changeSeat() {
    this.is_changing_seat = true;
    this.chosen = { hall_id: this.place?.hall?.id ?? null, seat: this.place?.seat?.label ?? null };
    this.#page.draw();
  }

  async keepSeat() {
    const { hall_id, seat } = this.chosen;
    if (hall_id === null || seat === null) return;
    await this.#busily(async () => {
      const outcome = await bindSeat(hall_id, seat, this.#page.language);
      if (outcome.ok) {
        this.is_changing_seat = false;
        await this.refresh();
      }
      return outcome;
    });
  }

  startCheckIn() {
    this.is_checking_in = true;
    this.error = "";
    this.#page.draw();
  }

  backToSeat() {
    this.is_checking_in = false;
    this.is_changing_seat = false;
    this.number = "";
    this.pin = "";
    this.error = "";
    this.#page.draw();
  }

  /** @param {string} typed */
  typeNumber(typed) {
    this.number = grouped(typed);
    this.#page.draw();
  }

  /** @param {string} typed */
  typePin(typed) {
    this.pin = typed;
    this.#page.draw();
  }

  togglePin() {
    this.is_pin_shown = !this.is_pin_shown;
    this.#page.draw();
  }

  async submit() {
    const number = bareNumber(this.number);
    const pin = this.pin.trim();
    if (!number || !pin) {
      this.error = this.#page.t(number ? "check-in-pin-missing" : "check-in-number-missing");
      this.#page.say(this.error, "assertive");
      return;
    }
    await this.#busily(async () => {
      const outcome = await checkIn(number, pin, this.#page.language);
      if (outcome.ok) {
        this.backToSeat();
        this.#page.link.forget();
        this.#page.link.connect();
      }
      return outcome;
    });
  }

  /** Frees the seat on the server and shows it idle. @returns {Promise<import("./seat_api.js").Outcome>} */
  async leave() {
    const outcome = await leaveSeat(this.#page.language);
    if (outcome.ok) {
      this.backToSeat();
      await this.refresh();
    }
    return outcome;
  }

  /** @param {() => Promise<import("./seat_api.js").Outcome>} act */
  async #busily(act) {
    if (this.is_busy) return;
    this.is_busy = true;
    this.error = "";
    this.#page.draw();
    const outcome = await act();
    this.is_busy = false;
    if (!outcome.ok) {
      this.error = outcome.message ?? this.#page.t("server-not-reached");
      this.#page.say(this.error, "assertive");
    }
    this.#page.draw();
  }

  async #refreshWhenIdle() {
    const is_due = performance.now() - this.#asked_at_ms > (this.is_reachable ? REFRESH_EVERY_MS : 4_000);
    if (is_due && this.#page.screen === null && !this.is_busy) await this.refresh();
  }
}
