/* The state of the page and everything that can be done on it. Draws nothing: it calls `paint` when something changed. */

import { newer } from "../shared/versions.js";
import { actionNamed, commandFrom, problemsIn } from "./actions.js";
import { NO_FILTER } from "./arrangement.js";
import { emptyBoard, noticeIncidents, receiveBoard, receiveRow, receiveRows } from "./board.js";
import { helpWord, keyOf } from "./words.js";

/** @typedef {import("./actions.js").Action} Action */
/** @typedef {import("./actions.js").Filled} Filled */
/** @typedef {import("./arrangement.js").Chip} Chip */
/** @typedef {import("./arrangement.js").SortKey} SortKey */
/** @typedef {import("./wire.js").Detail} Detail */
/** @typedef {import("./wire.js").SittingAction} SittingAction */
/** @typedef {import("./wire.js").HallAction} HallAction */
/** @typedef {import("../shared/texts.js").Texts} Texts */

/** @typedef {{id: number, text: string, kind: "good" | "danger" | "info"}} Toast */
/**
 * One open dialog. `command` is what was sent, so that sending again is the same command.
 * @typedef {{
 *   id: number,
 *   action: Action,
 *   sitting_id: string | null,
 *   problems: import("./actions.js").Problem[],
 *   state: "filling" | "sending" | "unanswered",
 *   attempt: number,
 *   error: string | null,
 *   sent: {command_id: string, command: Record<string, string | number>} | null,
 * }} Dialog
 */
/** @typedef {{sitting_id: string, state: "loading" | "ready" | "failed", detail: Detail | null, version: number, asked_at: number, message: string}} Opened */

/**
 * @typedef {{
 *   view: "map" | "table",
 *   filter: import("./arrangement.js").Filter,
 *   sort: {key: SortKey, is_descending: boolean},
 *   connection: import("./link.js").Connection,
 *   opened: Opened | null,
 *   dialog: Dialog | null,
 *   toasts: Toast[],
 *   announcement: string,
 *   pin: {value: string | null, is_shown: boolean, is_busy: boolean, error: string | null},
 *   is_menu_open: boolean,
 *   seat_in_focus: string | null,
 * }} Shown
 */

/** The code of a refusal after which nothing on this page can work until the person signs in again. */
const LOGIN_OVER = "not-logged-in";

/** How long a toast of success stays. */
const TOAST_MS = 6000;

/** A fast participant changes a row every few seconds; the history need not be fetched as often. */
const REFRESH_AFTER_MS = 2000;

/** Incidents named one by one to a screen reader; more are counted. */
const MOST_NAMED = 3;

/**
 * @typedef {{
 *   send: (name: string, fields: Record<string, unknown>, options?: {command_id?: string,
 *     onProgress?: (progress: import("./commander.js").Progress) => void}) => Promise<import("./commander.js").Outcome>,
 *   newId: () => string,
 * }} Line
 */

/**
 * @param {{
 *   hall_id: string,
 *   t: Texts,
 *   now: () => number,
 *   after: (ms: number, act: () => void) => void,
 *   paint: () => void,
 *   view: "map" | "table",
 *   keepView: (view: "map" | "table") => void,
 * }} means
 */
export function createApp({ hall_id, t, now, after, paint, view, keepView }) {
  let board = emptyBoard();
  /** @type {Line | null} */
  let line = null;
  let numbers = 0;

  /** @type {Shown} */
  const shown = {
    view,
    filter: NO_FILTER,
    sort: { key: "urgency", is_descending: false },
    connection: { state: "connecting", retry_at_ms: null, why: "" },
    opened: null,
    dialog: null,
    toasts: [],
    announcement: "",
    pin: { value: null, is_shown: false, is_busy: false, error: null },
    is_menu_open: false,
    seat_in_focus: null,
  };

  const row = (/** @type {string | null} */ sitting_id) => (sitting_id === null ? null : board.rows.get(sitting_id)?.row ?? null);
  const nameOf = (/** @type {string | null} */ sitting_id) => row(sitting_id)?.name ?? "";

  /** @param {string} text @param {Toast["kind"]} kind */
  function toast(text, kind) {
    const id = (numbers += 1);
    shown.toasts = [...shown.toasts, { id, text, kind }].slice(-4);
    // What failed stays until it is closed: it must not be missed by somebody who looked away.
    if (kind !== "danger") after(TOAST_MS, () => closeToast(id));
    paint();
  }

  /** @param {number} id */
  function closeToast(id) {
    shown.toasts = shown.toasts.filter((held) => held.id !== id);
    paint();
  }

  /** Marks what just went wrong and says it aloud. */
  function lookForIncidents() {
    const noticed = noticeIncidents(board, now());
    board = noticed.board;
    if (noticed.started.length === 0) return;
    const sentences = noticed.started.map((held) => incidentSentence(held.row));
    shown.announcement =
      sentences.length > MOST_NAMED ? t("incident-many", { count: sentences.length }) : sentences.join(" ");
  }

  /** @param {import("./wire.js").Row} of */
  function incidentSentence(of) {
    const who = { seat: of.seat ?? t("no-seat"), name: of.name };
    if (of.state === "on_hold") return t("incident-on-hold", who);
    if (of.help && of.is_connected) return t("incident-help", { ...who, reason: helpWord(t, of.help.reason) });
    return t("incident-lost", who);
  }

  /** Fetches the history of the opened sitting again when its row shows that there is more of it. */
  function refreshOpened() {
    const held = shown.opened;
    const of = row(held?.sitting_id ?? null);
    if (!held || !of || held.state === "loading" || now() - held.asked_at < REFRESH_AFTER_MS) return;
    if (of.version > held.version) void loadDetail(held.sitting_id);
  }

  /** @param {string} sitting_id */
  async function loadDetail(sitting_id) {
    if (!line) return;
    const before = shown.opened?.sitting_id === sitting_id ? shown.opened : null;
    const version = row(sitting_id)?.version ?? 0;
    const asked_at = now();
    shown.opened = { sitting_id, state: "loading", detail: before?.detail ?? null, version, asked_at, message: "" };
    paint();
    const outcome = await line.send("open_sitting", { hall_id, sitting_id });
    if (shown.opened?.sitting_id !== sitting_id) return;
    if (outcome.kind === "done" && outcome.ack.detail) {
      shown.opened = { sitting_id, state: "ready", detail: outcome.ack.detail, version, asked_at, message: "" };
    } else {
      const message = outcome.kind === "refused" ? outcome.error.message : t("drawer-failed");
      shown.opened = { ...shown.opened, state: "failed", message };
    }
    paint();
  }

  /** @param {Dialog} dialog @param {Partial<Dialog>} changes */
  function change(dialog, changes) {
    if (shown.dialog?.id !== dialog.id) return false;
    shown.dialog = { ...shown.dialog, ...changes };
    paint();
    return true;
  }

  /** @param {Dialog} dialog @param {Filled} filled */
  async function deliver(dialog, filled) {
    if (!line) return;
    const { action } = dialog;
    const command = commandFrom(action, filled, { hall_id, sitting_id: dialog.sitting_id });
    const is_same = dialog.sent !== null && JSON.stringify(dialog.sent.command) === JSON.stringify(command);
    const sent = is_same && dialog.sent ? dialog.sent : { command_id: line.newId(), command };
    const label = t(`action-${keyOf(action.name)}`);
    const said = {
      name: nameOf(dialog.sitting_id),
      hall: board.hall?.name ?? "",
      minutes: Number(command.seconds ?? 0) / 60,
      seat: String(command.seat ?? ""),
    };
    change(dialog, { state: "sending", attempt: 1, error: null, problems: [], sent });
    const outcome = await line.send(action.name, command, {
      command_id: sent.command_id,
      onProgress: ({ attempt, is_waiting }) => change(dialog, { attempt: is_waiting ? attempt + 1 : attempt }),
    });
    if (outcome.kind === "done") {
      if (shown.dialog?.id === dialog.id) shown.dialog = null;
      if (outcome.ack.hall) board = { ...board, hall: newer(board.hall, outcome.ack.hall) };
      if (outcome.ack.row) board = receiveRow(board, outcome.ack.row, now());
      if (action.name === "rotate_pin") shown.pin = { ...shown.pin, value: pinIn(outcome.ack), error: null };
      toast(t(`done-${keyOf(action.name)}`, said), "good");
      shown.announcement = "";
      if (shown.opened && shown.opened.sitting_id === dialog.sitting_id) void loadDetail(shown.opened.sitting_id);
    } else if (outcome.kind === "refused") {
      if (outcome.error.code === LOGIN_OVER) shown.connection = { state: "refused", retry_at_ms: null, why: outcome.error.message };
      const is_open = change(dialog, { state: "filling", error: outcome.error.message, sent: null });
      if (!is_open) toast(t("not-done", { action: label, message: outcome.error.message }), "danger");
    } else if (!change(dialog, { state: "unanswered", error: t("sending-unanswered") })) {
      toast(t("not-answered", { action: label }), "danger");
    }
  }

  /** @param {Extract<import("./wire.js").Ack, {ok: true}>} ack */
  const pinIn = (ack) => ack.pin ?? ack.hall?.pin ?? board.hall?.pin ?? null;

  /** Fetches the PIN once; a shown PIN that another proctor changed is fetched again. */
  async function fetchPin() {
    if (!line) return;
    shown.pin = { ...shown.pin, value: null, is_busy: true, error: null };
    paint();
    const outcome = await line.send("reveal_pin", { hall_id });
    if (outcome.kind === "done") shown.pin = { value: pinIn(outcome.ack), is_shown: true, is_busy: false, error: null };
    else {
      const error = outcome.kind === "refused" ? outcome.error.message : t("not-answered", { action: t("pin-reveal") });
      shown.pin = { ...shown.pin, is_shown: false, is_busy: false, error };
    }
    paint();
  }

  /** Forgets a PIN that may have changed with the hall. @param {import("./wire.js").Hall | null} before */
  function lookAtHall(before) {
    const { hall } = board;
    if (!hall || !before || hall.version === before.version) return;
    if (hall.pin) shown.pin = { ...shown.pin, value: hall.pin };
    else if (shown.pin.is_shown && !shown.pin.is_busy) void fetchPin();
    else shown.pin = { ...shown.pin, value: null };
  }

  return {
    hall_id,
    get board() {
      return board;
    },
    get shown() {
      return /** @type {Readonly<Shown>} */ (shown);
    },

    /** @param {Line} given */
    useLine(given) {
      line = given;
    },

    /** @param {import("./wire.js").BoardPush} push */
    onBoard(push) {
      const { hall } = board;
      const is_first = hall === null;
      board = receiveBoard(board, push, now());
      lookAtHall(hall);
      // What is already wrong when the page opens is on the screen; only what begins later is said aloud.
      if (is_first) board = noticeIncidents(board, now()).board;
      lookForIncidents();
      if (shown.opened && !board.rows.has(shown.opened.sitting_id)) shown.opened = null;
      refreshOpened();
      paint();
    },

    /** @param {import("./wire.js").RowsPush} push */
    onRows(push) {
      // Rows that come before the first whole board belong to no hall yet.
      if (board.hall === null) return;
      const { hall } = board;
      board = receiveRows(board, push, now());
      lookAtHall(hall);
      lookForIncidents();
      refreshOpened();
      paint();
    },

    /** @param {import("./link.js").Connection} connection */
    onConnection(connection) {
      const keeps_sentence = connection.state === "lost" && shown.connection.state === "refused";
      if (!keeps_sentence) shown.connection = connection;
      paint();
    },

    /** A second went by. */
    tick() {
      lookForIncidents();
      refreshOpened();
      paint();
    },

    /** @param {"map" | "table"} chosen */
    showView(chosen) {
      shown.view = chosen;
      keepView(chosen);
      paint();
    },

    /** @param {Chip} chip */
    toggleChip(chip) {
      shown.filter = { ...shown.filter, chip: shown.filter.chip === chip ? null : chip, set_at: now() };
      paint();
    },

    toggleHealthy() {
      shown.filter = { ...shown.filter, hides_healthy: !shown.filter.hides_healthy, set_at: now() };
      paint();
    },

    /** @param {string} query */
    search(query) {
      shown.filter = { ...shown.filter, query, set_at: now() };
      paint();
    },

    clearFilter() {
      shown.filter = NO_FILTER;
      paint();
    },

    /** @param {SortKey} key */
    sortBy(key) {
      const { sort } = shown;
      shown.sort = { key, is_descending: sort.key === key && key !== "urgency" ? !sort.is_descending : false };
      paint();
    },

    /** @param {string} seat */
    focusSeat(seat) {
      if (shown.seat_in_focus === seat) return;
      shown.seat_in_focus = seat;
      paint();
    },

    toggleMenu(is_open = !shown.is_menu_open) {
      shown.is_menu_open = is_open;
      paint();
    },

    /** @param {string} sitting_id */
    open(sitting_id) {
      if (shown.opened?.sitting_id === sitting_id && shown.opened.state !== "failed") return;
      void loadDetail(sitting_id);
    },

    closeOpened() {
      shown.opened = null;
      paint();
    },

    togglePin() {
      const value = board.hall?.pin ?? shown.pin.value;
      if (shown.pin.is_shown || value !== null) shown.pin = { ...shown.pin, value, is_shown: !shown.pin.is_shown, error: null };
      else void fetchPin();
      paint();
    },

    /** @param {SittingAction | HallAction} name @param {string | null} [sitting_id] */
    ask(name, sitting_id = null) {
      numbers += 1;
      shown.is_menu_open = false;
      shown.dialog = {
        id: numbers, action: actionNamed(name), sitting_id, problems: [], state: "filling", attempt: 0, error: null, sent: null,
      };
      paint();
    },

    /** @param {Filled} filled */
    submit(filled) {
      const { dialog } = shown;
      if (!dialog || dialog.state === "sending" || !board.hall) return;
      const problems = problemsIn(dialog.action, filled, board.hall);
      if (problems.length > 0) change(dialog, { problems, error: null });
      else void deliver(dialog, filled);
    },

    closeDialog() {
      const { dialog } = shown;
      shown.dialog = null;
      if (dialog?.state === "sending") toast(t("sent-in-background", { action: t(`action-${keyOf(dialog.action.name)}`) }), "info");
      paint();
    },

    closeToast,
  };
}

/** @typedef {ReturnType<typeof createApp>} App */
