/* The one way from the page to the server: commands go through the outbox, whole views come back and the newer is kept.
   The socket, the storage and the clock are parameters; nothing here touches the document. */

import {
  LANES,
  added,
  ageOf,
  laneOf,
  nextSequence,
  nextToSend,
  noted,
  outboxOf,
  postponed,
  reconnected,
  retryAt,
  saveState,
  sent,
  settled,
  unsentAnswers,
  waitingOf,
} from "./outbox.js";
import { Heartbeat } from "./heartbeat.js";
import { newer } from "./versions.js";

/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("./outbox.js").Lane} Lane */
/** @typedef {import("./outbox.js").Outbox} Outbox */
/** @typedef {import("./outbox_store.js").OutboxStore} OutboxStore */
/** @typedef {import("./wire.js").Ack} Ack */
/** @typedef {import("./wire.js").Screen} Screen */
/** @typedef {import("./wire.js").Paper} Paper */
/** @typedef {import("./wire.js").Hall} Hall */

/**
 * What carries messages. `request` rejects when no answer came in time or the connection fell.
 * @typedef {{
 *   request: (event: string, payload: object) => Promise<any>,
 *   listen: (listener: TransportListener) => void,
 *   open: () => void,
 *   close: () => void,
 *   restart: () => void,
 * }} Transport
 */
/**
 * @typedef {{
 *   opened: () => void,
 *   closed: (retry_at_ms: number | null) => void,
 *   refused: () => void,
 *   message: (name: string, data: any) => void,
 * }} TransportListener
 */

/** @typedef {{now: () => number, wall: () => number, after: (ms: number, act: () => void) => () => void}} Clock */

/**
 * @typedef {{
 *   is_open: boolean,
 *   is_refused: boolean,
 *   lost_since_ms: number | null,
 *   retry_at_ms: number | null,
 *   recovered: {count: number, at_ms: number} | null,
 * }} Connection lost_since_ms is null until a connection that was open fell
 */

/** @typedef {{code: string, message: string, event: string, payload: Record<string, unknown>}} Refusal */

/** @type {Connection} */
const NO_CONNECTION = { is_open: false, is_refused: false, lost_since_ms: null, retry_at_ms: null, recovered: null };

export class Link {
  /** @type {Screen | null} */
  screen = null;
  /** The monotonic instant at which `screen` came. */
  screen_at_ms = 0;
  /** @type {Hall | null} */
  hall = null;
  /** @type {Map<number, Paper>} */
  papers = new Map();
  /** @type {Connection} */
  connection = { ...NO_CONNECTION };
  /** Nobody is here: the server said so, or the person left. */
  is_unknown = false;
  /** @type {{iso: string, at_ms: number} | null} */
  server_time = null;
  /** Why this place is no longer the person's. @type {{reason: string, seat: string} | null} */
  ended = null;

  #transport;
  #heartbeat;
  #store;
  #clock;
  #page_id;
  #newId;
  #changed;
  #refused;
  /** @type {Outbox} */
  #outbox = outboxOf();
  /** @type {string | null} */
  #owner = null;
  /** @type {string | null} */
  #receipt_at = null;
  #unsent_when_lost = 0;
  /** @type {Set<string>} ids whose write to the store has not ended */
  #writing = new Set();
  /** @type {Map<string, (ack: Ack | null) => void>} */
  #awaited = new Map();
  /** @type {Record<Lane, (() => void) | null>} */
  #alarms = { main: null, side: null };

  /**
   * @param {{
   *   transport: Transport,
   *   store: OutboxStore,
   *   clock: Clock,
   *   page_id: string,
   *   newId: () => string,
   *   changed: () => void,
   *   refused: (refusal: Refusal) => void,
   * }} parts changed is called after every change worth drawing; refused with each command that a rule refused
   */
  constructor({ transport, store, clock, page_id, newId, changed, refused }) {
    this.#transport = transport;
    this.#store = store;
    this.#clock = clock;
    this.#page_id = page_id;
    this.#newId = newId;
    this.#changed = changed;
    this.#refused = refused;
    this.#heartbeat = new Heartbeat({
      transport,
      clock,
      unsent: () => this.unsent,
      heldVersion: () => this.screen?.version ?? null,
      heard: (server_time) => void (this.server_time = { iso: server_time, at_ms: clock.now() }),
    });
    transport.listen({
      opened: () => this.#onOpened(),
      closed: (retry_at_ms) => this.#onClosed(retry_at_ms),
      refused: () => this.#onRefused(),
      message: (name, data) => this.#onMessage(name, data),
    });
  }

  /** Takes up what an earlier page life left and opens the connection. */
  async start() {
    const kept = await this.#store.entries().catch(() => /** @type {Entry[]} */ ([]));
    this.#outbox = outboxOf([...kept, ...this.#outbox.entries]);
    this.#transport.open();
  }

  /** Forgets the person, not what they have unsent, and closes the connection: before check-in and after leaving. */
  forget() {
    this.#transport.close();
    this.#heartbeat.stop();
    this.screen = null;
    this.hall = null;
    this.papers = new Map();
    this.ended = null;
    this.is_unknown = true;
    this.#owner = null;
    this.#receipt_at = null;
    this.connection = { ...NO_CONNECTION };
    this.#changed();
  }

  /** Opens the connection, with whatever check-in the browser holds now. */
  connect() {
    this.is_unknown = false;
    this.#transport.open();
  }

  /**
   * Gives a command: kept first, then sent, and sent again until the server has taken or refused it.
   * @param {string} event
   * @param {Record<string, unknown>} [payload]
   * @returns {Promise<Ack | null>} null when a later command replaced this one before it was sent
   */
  async send(event, payload = {}) {
    if (this.#owner === null) throw new Error(`"${event}" was sent before the server said who is here.`);
    /** @type {Entry} */
    const entry = {
      command_id: this.#newId(),
      owner: this.#owner,
      event,
      payload,
      sequence: nextSequence(this.#outbox),
      page_id: this.#page_id,
      made_ms: this.#clock.now(),
      made_wall_ms: this.#clock.wall(),
      known_age_ms: 0,
      attempts: 0,
      failures: 0,
      is_kept: false,
    };
    /** @type {Promise<Ack | null>} */
    const answered = new Promise((resolve) => this.#awaited.set(entry.command_id, resolve));
    const { outbox, replaced } = added(this.#outbox, entry);
    this.#outbox = outbox;
    for (const id of replaced) this.#answer(id, null);
    this.#writing.add(entry.command_id);
    this.#changed();
    const is_kept = await this.#store.put({ ...entry, is_kept: true }).then(() => this.#store.is_durable, () => false);
    // Only now: between the two writes a power cut may leave both, which is harmless, but never neither.
    for (const id of replaced) this.#store.remove(id).catch(() => undefined);
    this.#outbox = noted(this.#outbox, entry.command_id, is_kept);
    this.#writing.delete(entry.command_id);
    this.#changed();
    this.#pump(laneOf(event));
    return answered;
  }

  /**
   * Tells the server something that may be lost, such as a draft.
   * @param {string} event
   * @param {object} payload
   */
  tell(event, payload) {
    if (this.connection.is_open) this.#transport.request(event, payload).catch(() => undefined);
  }

  /** What of this person has no receipt yet, oldest first. */
  get waiting() {
    return waitingOf(this.#outbox, this.#owner);
  }

  get unsent() {
    return unsentAnswers(this.#outbox, this.#owner);
  }

  get is_durable() {
    return this.#store.is_durable;
  }

  /** What the save pill says now. */
  get saving() {
    return saveState(this.#outbox, this.#owner, {
      is_open: this.connection.is_open,
      receipt_at: this.#receipt_at,
      oldest_age_ms: Math.max(0, ...this.waiting.filter((entry) => laneOf(entry.event) === "main").map((entry) => this.#age(entry))),
    });
  }

  /** @param {Lane} lane */
  #pump(lane) {
    if (!this.connection.is_open) return;
    const entry = nextToSend(this.#outbox, this.#owner, lane, this.#clock.now());
    if (!entry || this.#writing.has(entry.command_id)) {
      this.#wakeLater(lane);
      return;
    }
    this.#outbox = sent(this.#outbox, entry.command_id);
    this.#changed();
    void this.#deliver(entry, lane);
  }

  /** @param {Entry} entry @param {Lane} lane */
  async #deliver(entry, lane) {
    const age_ms = this.#age(entry);
    const message = { ...entry.payload, command_id: entry.command_id };
    if (entry.event === "submit_response") Object.assign(message, { age_ms });
    if (entry.attempts > 0 && entry.is_kept) this.#store.put({ ...entry, known_age_ms: age_ms }).catch(() => undefined);
    /** @type {Ack | null} */
    let ack = null;
    try {
      ack = await this.#transport.request(entry.event, message);
      this.#heartbeat.onAnswer();
    } catch {
      this.#heartbeat.onSilence();
    }
    if (ack?.ok) this.#onAccepted(entry, ack);
    else if (ack?.error && ack.error.kind !== "failed") this.#onNotAccepted(entry, ack);
    else this.#outbox = postponed(this.#outbox, entry.command_id, this.#clock.now(), { has_failed: ack !== null });
    this.#changed();
    this.#pump(lane);
  }

  /** @param {Entry} entry @param {import("./wire.js").Accepted} ack */
  #onAccepted(entry, ack) {
    this.#outbox = settled(this.#outbox, entry.command_id);
    if (entry.owner === this.#owner && ack.receipt) this.#receipt_at = ack.receipt.at;
    this.#store.remove(entry.command_id).catch(() => undefined);
    this.#keepPaper(ack.paper);
    this.#keepScreen(ack.screen);
    this.#answer(entry.command_id, ack);
    if (this.#unsent_when_lost > 0 && this.unsent === 0) {
      this.connection = { ...this.connection, recovered: { count: this.#unsent_when_lost, at_ms: this.#clock.now() } };
      this.#unsent_when_lost = 0;
    }
  }

  /** @param {Entry} entry @param {import("./wire.js").NotAccepted} ack */
  #onNotAccepted(entry, ack) {
    this.#outbox = settled(this.#outbox, entry.command_id);
    this.#store.remove(entry.command_id).catch(() => undefined);
    this.#keepScreen(ack.screen);
    this.#answer(entry.command_id, ack);
    this.#refused({ code: ack.error.code, message: ack.error.message, event: entry.event, payload: entry.payload });
  }

  #onOpened() {
    const was_lost = this.connection.lost_since_ms !== null;
    this.#unsent_when_lost = was_lost ? this.unsent : 0;
    const recovered = was_lost && this.unsent === 0 ? { count: 0, at_ms: this.#clock.now() } : null;
    this.connection = { is_open: true, is_refused: false, lost_since_ms: null, retry_at_ms: null, recovered };
    this.#outbox = reconnected(this.#outbox);
    this.#changed();
    for (const lane of LANES) this.#pump(lane);
    this.#heartbeat.start();
  }

  /** @param {number | null} retry_at_ms */
  #onClosed(retry_at_ms) {
    const { is_open, lost_since_ms } = this.connection;
    this.#heartbeat.stop();
    const lost = is_open ? this.#clock.now() : lost_since_ms;
    this.connection = { is_open: false, is_refused: false, lost_since_ms: lost, retry_at_ms, recovered: null };
    this.#changed();
  }

  #onRefused() {
    this.#heartbeat.stop();
    this.connection = { ...NO_CONNECTION, is_refused: true };
    this.#changed();
  }

  /** @param {string} name @param {any} data */
  #onMessage(name, data) {
    if (name === "screen") {
      this.is_unknown = !data;
      this.#keepScreen(data);
    }
    if (name === "paper") this.#keepPaper(data);
    else if (name === "hall") this.hall = newer(this.hall, data);
    else if (name === "ended") {
      this.ended = { reason: String(data?.reason ?? ""), seat: String(data?.seat ?? "") };
      this.#transport.close();
    }
    this.#changed();
  }

  /** @param {Screen | null | undefined} screen */
  #keepScreen(screen) {
    if (!screen) return;
    const owner = ownerOf(screen);
    const kept = owner === this.#owner ? newer(this.screen, screen) : screen;
    if (kept !== screen) return;
    this.screen = screen;
    this.screen_at_ms = this.#clock.now();
    this.server_time = { iso: screen.server_time, at_ms: this.screen_at_ms };
    const is_same = owner === this.#owner;
    this.#receipt_at = screen.saved?.at ?? (is_same ? this.#receipt_at : null);
    if (is_same) return;
    if (this.#owner !== null) this.papers = new Map();
    this.#owner = owner;
    this.#unsent_when_lost = this.unsent;
    for (const lane of LANES) this.#pump(lane);
  }

  /** @param {Paper | null | undefined} paper */
  #keepPaper(paper) {
    if (paper) this.papers.set(paper.section, paper);
  }

  /** @param {Lane} lane */
  #wakeLater(lane) {
    const at = retryAt(this.#outbox, this.#owner, lane);
    if (at === null || at <= this.#clock.now()) return;
    this.#alarms[lane]?.();
    this.#alarms[lane] = this.#clock.after(at - this.#clock.now(), () => this.#pump(lane));
  }

  /** @param {Entry} entry */
  #age(entry) {
    return ageOf(entry, { page_id: this.#page_id, now_ms: this.#clock.now(), wall_ms: this.#clock.wall() });
  }

  /** @param {string} command_id @param {Ack | null} ack */
  #answer(command_id, ack) {
    this.#awaited.get(command_id)?.(ack);
    this.#awaited.delete(command_id);
  }
}

/** Whose screen it is: entries of anybody else on this computer are never sent with it. @param {Screen} screen */
export const ownerOf = (screen) => `${screen.person.number}#${screen.sitting_key ?? screen.exam.title}`;

/** A new command id of 128 random bits, in the letters that the wire allows. Works without a secure context. */
export function newCommandId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
