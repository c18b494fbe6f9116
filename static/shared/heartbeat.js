/* Whether the server is still there and we are up to date: a small beat every few seconds while the connection is open.
   Asks for a new connection after two silences, after a sleep of the computer, and when the held screen stays old. */

/** @typedef {import("./link.js").Clock} Clock */
/** @typedef {import("./link.js").Transport} Transport */

const BEAT_EVERY_MS = 5_000;
const BEAT_AGAIN_MS = 500;
const SILENCES_BEFORE_RESTART = 2;
const BEATS_BEHIND_BEFORE_RESTART = 2;
const SLEPT_MS = 5_000;

export class Heartbeat {
  #transport;
  #clock;
  #unsent;
  #heldVersion;
  #heard;
  #silences = 0;
  #behind = 0;
  /** @type {{now: number, wall: number}} */
  #last = { now: 0, wall: 0 };
  /** @type {(() => void) | null} */
  #cancel = null;

  /**
   * @param {{
   *   transport: Transport,
   *   clock: Clock,
   *   unsent: () => number,
   *   heldVersion: () => number | null,
   *   heard: (server_time: string) => void,
   * }} parts unsent: how many answers wait here, which the proctor sees; heldVersion: the version of the screen held
   */
  constructor({ transport, clock, unsent, heldVersion, heard }) {
    this.#transport = transport;
    this.#clock = clock;
    this.#unsent = unsent;
    this.#heldVersion = heldVersion;
    this.#heard = heard;
  }

  /** Begins to beat on a fresh connection. */
  start() {
    this.#silences = 0;
    this.#behind = 0;
    this.#beatLater();
  }

  stop() {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Notes that something was answered. */
  onAnswer() {
    this.#silences = 0;
  }

  /** Notes that something was not answered in time. */
  onSilence() {
    this.#silences += 1;
    if (this.#cancel && this.#silences >= SILENCES_BEFORE_RESTART) this.#transport.restart();
  }

  #beatLater() {
    this.stop();
    // After a silence the next beat comes at once: a cut cable should be noticed within a quarter of a minute.
    const wait = this.#silences > 0 ? BEAT_AGAIN_MS : BEAT_EVERY_MS;
    this.#last = { now: this.#clock.now(), wall: this.#clock.wall() };
    this.#cancel = this.#clock.after(wait, () => void this.#beat());
  }

  async #beat() {
    const { now, wall } = this.#last;
    if (this.#clock.wall() - wall - (this.#clock.now() - now) > SLEPT_MS) {
      // The monotonic clock may have stood still: only a fresh screen says the true remaining time.
      this.#transport.restart();
      return;
    }
    const running = this.#cancel;
    try {
      const answer = await this.#transport.request("beat", { unsent: this.#unsent() });
      this.onAnswer();
      if (typeof answer?.server_time === "string") this.#heard(answer.server_time);
      this.#compare(answer?.screen_version);
    } catch {
      this.onSilence();
    }
    // Unless a new connection began or this one ended meanwhile.
    if (this.#cancel === running) this.#beatLater();
  }

  /** @param {unknown} version */
  #compare(version) {
    const held = this.#heldVersion();
    this.#behind = typeof version === "number" && held !== null && version > held ? this.#behind + 1 : 0;
    if (this.#behind >= BEATS_BEHIND_BEFORE_RESTART) this.#transport.restart();
  }
}
