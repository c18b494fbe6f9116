/* The proctor's page: puts its parts together, draws at most once a frame and at least once a second. */

import { render } from "../vendor/lit-html/lit-html.js";
import { isKnownLanguage, LANGUAGES, loadTexts } from "../shared/texts.js";
import { socketTransport } from "../shared/transport.js";
import { createApp } from "./app.js";
import { seatMap } from "./arrangement.js";
import { secondsBehind } from "./board.js";
import { createFocus } from "./focus.js";
import { layoutOf } from "./layout.js";
import { openLink, PUSHED } from "./link.js";
import { pageView } from "./page_view.js";
import { sceneOf } from "./scene.js";

const VIEW_KEPT_AS = "proctor-view";

/** A connection that says it is open but has brought nothing for this long is opened again. */
const SILENT_SECONDS = 8;

const { language: asked = "", hallId: hall_id = "", staffName: staff_name = "" } = document.body.dataset;
const language = isKnownLanguage(asked) ? asked : LANGUAGES[0];
const place = document.getElementById("app");
if (!place) throw new Error('The page has no element with the id "app"; see the proctor template.');

const t = await loadTexts(language, ["proctor"]);
const now = () => performance.now();
const focus = createFocus();
let is_frame_asked = false;

const app = createApp({
  hall_id,
  t,
  now,
  after: (ms, act) => void setTimeout(act, ms),
  paint,
  view: viewKept() ?? (window.innerWidth < 700 ? "table" : "map"),
  keepView: (view) => {
    try {
      localStorage.setItem(VIEW_KEPT_AS, view);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  },
});

paint();
const transport = socketTransport("/proctor", PUSHED);
const link = openLink(hall_id, transport, app);
app.useLine(link);

let restarted_at = now();
setInterval(() => {
  const is_silent = app.shown.connection.state === "connected" && (secondsBehind(app.board, now()) ?? 0) > SILENT_SECONDS;
  if (is_silent && now() - restarted_at > SILENT_SECONDS * 1000) {
    restarted_at = now();
    link.restart();
  }
  app.tick();
}, 1000);
window.addEventListener("resize", paint);
document.addEventListener("visibilitychange", paint);
document.addEventListener("pointerdown", ({ target }) => {
  if (app.shown.is_menu_open && target instanceof Element && !target.closest(".hall-tools")) app.toggleMenu(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && app.shown.opened && !app.shown.dialog) app.closeOpened();
});

function paint() {
  if (is_frame_asked) return;
  is_frame_asked = true;
  // A hidden page is given no frames; its title must still count the troubles.
  if (document.hidden) setTimeout(draw, 0);
  else requestAnimationFrame(draw);
}

function draw() {
  is_frame_asked = false;
  const { board, shown } = app;
  const layout = layoutOf({ width: window.innerWidth, height: window.innerHeight }, seatMap(board.hall?.seats ?? [], []), {
    is_opened: shown.opened !== null,
    view: shown.view,
    scale: parseFloat(getComputedStyle(document.documentElement).fontSize) / 16,
  });
  const scene = sceneOf(app, { t, now: now(), staff_name, ...layout });
  focus.before();
  render(pageView(scene), /** @type {HTMLElement} */ (place));
  focus.after(shown, layout.is_drawer_modal);
  const troubles = scene.facts.filter((fact) => fact.is_incident).length;
  const hall = board.hall?.name ?? "";
  const title = hall === "" ? t("board-title") : t(troubles > 0 ? "board-title-trouble" : "board-title-calm", { count: troubles, hall });
  if (document.title !== title) document.title = title;
}

/** @returns {"map" | "table" | null} */
function viewKept() {
  try {
    const kept = localStorage.getItem(VIEW_KEPT_AS);
    return kept === "map" || kept === "table" ? kept : null;
  } catch {
    return null;
  }
}
