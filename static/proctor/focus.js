/* Where the focus is when things open, close and move: into the drawer and the dialog, back to where it came from, and
   kept on a line of the table that a new incident pushed down. */

/** @typedef {Readonly<import("./app.js").Shown>} Shown */

export function createFocus() {
  /** @type {string | null} */
  let opened = null;
  /** @type {number | null} */
  let dialog = null;
  /** @type {number} */
  let problems = 0;
  /** @type {Element | null} */
  let before = null;
  /** @type {Element | null} */
  let asked_from = null;

  return {
    /** Called before the page is drawn. */
    before() {
      before = document.activeElement;
    },

    /** Called after the page is drawn. @param {Shown} shown @param {boolean} is_drawer_modal */
    after(shown, is_drawer_modal) {
      // Moving an element in the document takes its focus away; it is given back without scrolling.
      if (before instanceof HTMLElement && before.isConnected && document.activeElement !== before && document.activeElement === document.body) {
        before.focus({ preventScroll: true });
      }
      showDrawer(shown, is_drawer_modal);
      showDialog(shown);
    },
  };

  /** @param {Shown} shown @param {boolean} is_modal */
  function showDrawer(shown, is_modal) {
    const drawer = document.getElementById("drawer");
    if (drawer instanceof HTMLDialogElement) {
      const mode = is_modal ? "modal" : "beside";
      if (drawer.open && drawer.dataset.mode !== mode) drawer.close();
      if (!drawer.open) {
        drawer.dataset.mode = mode;
        if (is_modal) drawer.showModal();
        else drawer.show();
      }
    }
    const now_opened = drawer ? shown.opened?.sitting_id ?? null : null;
    if (now_opened === opened) return;
    const was = opened;
    opened = now_opened;
    if (now_opened !== null) {
      if (drawer) drawer.scrollTop = 0;
      // The board has just become narrower; the person's place on it must not have slipped out of sight.
      (document.getElementById(`tile-${now_opened}`) ?? document.getElementById(`line-${now_opened}`))?.scrollIntoView({ block: "nearest", inline: "nearest" });
      document.getElementById("drawer-name")?.focus();
    } else if (was !== null) {
      (document.getElementById(`tile-${was}`) ?? document.getElementById(`line-${was}`))?.focus();
    }
  }

  /** @param {Shown} shown */
  function showDialog(shown) {
    const element = document.getElementById("action-dialog");
    if (element instanceof HTMLDialogElement && !element.open) element.showModal();
    const id = shown.dialog?.id ?? null;
    if (id !== dialog) {
      if (id !== null) {
        asked_from = before;
        problems = 0;
        firstField(element)?.focus();
      } else if (asked_from instanceof HTMLElement && asked_from.isConnected && asked_from.offsetParent !== null) {
        asked_from.focus();
      } else {
        (document.getElementById("drawer-name") ?? document.getElementById("board"))?.focus();
      }
      dialog = id;
    }
    const found = shown.dialog?.problems.length ?? 0;
    if (found !== problems) {
      problems = found;
      const field = shown.dialog?.problems[0]?.field;
      if (field) fieldNamed(element, field)?.focus();
    }
  }

  /** @param {HTMLElement | null} within @returns {HTMLElement | null} */
  function firstField(within) {
    return (
      within?.querySelector("[data-first]") ??
      within?.querySelector("input[name=category]:checked") ??
      within?.querySelector("input[name=category]") ??
      within?.querySelector("button[type=submit]") ??
      null
    );
  }

  /** @param {HTMLElement | null} within @param {string} field @returns {HTMLElement | null} */
  function fieldNamed(within, field) {
    return within?.querySelector(`[name="${field}"]`) ?? null;
  }
}
