/* Parts that several screens share: the masthead, the exam's header, the banner, the notices, the save pill, the timer. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { urgency, mayHideTimer } from "../../shared/countdown.js";
import { clockTime, timerText } from "../../shared/instants.js";
import { clock, crest, hand, text_size } from "./icons.js";

/** @typedef {import("../page.js").Page} Page */

const RAISED_HAND_AFTER_MS = 60_000;
const RECOVERED_FOR_MS = 8_000;
const BANNER_AFTER_MS = 1_000;
const NOTICE_FOR_MS = 10 * 60_000;

/** The band at the top of the quiet screens: who asks, where, and the server's clock. @param {Page} page */
export function masthead(page) {
  const hall = page.arrival.place?.hall;
  const now = page.server_now;
  return html`<header class="masthead">
    <div class="masthead-inner">
      ${crest}
      <div class="masthead-title">
        <strong>${hall?.agency ?? page.t("app-title")}</strong>
        <span class="soft">${page.screen?.exam.title ?? hall?.name ?? page.t("app-subtitle")}</span>
      </div>
      <div class="masthead-tools">
        ${now && page.screen ? html`<span class="masthead-clock numeric"><span class="soft">${page.t("server-clock")}</span> ${clockTime(now)}</span>` : nothing}
        ${languages(page)}
        <button class="button is-on-navy" type="button" @click=${() => page.show("display")}>
          ${text_size}<span>${page.t("display-open")}</span>
        </button>
      </div>
    </div>
  </header>`;
}

/** @param {Page} page */
export function languages(page) {
  if (page.languages.length < 2) return nothing;
  return html`<div class="languages" role="group" aria-label=${page.t("language-choose")}>
    ${page.languages.map(
      (language) => html`<button
        type="button"
        lang=${language}
        aria-pressed=${language === page.language ? "true" : "false"}
        @click=${() => page.chooseLanguage(language)}
      >${language === "id" ? "Indonesia" : "English"}</button>`,
    )}
  </div>`;
}

/**
 * The header while working: who, where in the exam, saved or not, and the time.
 * @param {Page} page
 * @param {{is_practice?: boolean}} [options]
 */
export function examHeader(page, { is_practice = false } = {}) {
  const { screen } = page;
  if (!screen) return nothing;
  const seat = screen.person.seat;
  const section = screen.section;
  return html`<header class="exam-header">
    <div class="who">
      <strong class="who-name">${screen.person.name}</strong>
      <span class="who-place soft">
        ${seat ? html`<span class="nowrap">${page.t("seat-short", { seat })}</span> · ` : nothing}
        ${is_practice
          ? page.t("practice-title")
          : section
            ? page.t("section-place", { index: section.index + 1, count: section.count, title: section.title })
            : screen.exam.title}
      </span>
    </div>
    <div class="exam-status">
      ${is_practice ? practiceStatus(page) : html`${savePill(page)}${timer(page)}`}
    </div>
    <div class="exam-tools">
      <button class="button is-tool" type="button" @click=${() => page.show("display")}>${text_size}<span>${page.t("display-open")}</span></button>
      ${helpButton(page)}
    </div>
  </header>`;
}

/** @param {Page} page */
function practiceStatus(page) {
  return html`<span class="save-pill is-saved"><span class="glyph" aria-hidden="true">✓</span><span>${page.t("save-saved", { time: "09:41:07" })}</span></span>
    <div class="timer"><span class="timer-value numeric">${clock}<span>12:40</span></span><span class="timer-note">${page.t("practice-example")}</span></div>`;
}

/** @param {Page} page */
export function helpButton(page) {
  const help = page.screen?.help;
  return html`<button class="button is-tool help-button ${help ? "is-called" : ""}" type="button" @click=${() => page.show("help")}>
    ${hand}<span>${help ? page.t("help-waiting") : page.t("help-open")}</span>
  </button>`;
}

/** The pill that says where the answers are; its four texts are promises. @param {Page} page */
export function savePill(page) {
  const saving = page.link.saving;
  if (saving.kind === "none") return nothing;
  const glyph = { saved: "✓", saving: "↻", unsent: "⤓", failed: "!" }[saving.kind];
  const text =
    saving.kind === "saved"
      ? page.t("save-saved", { time: clockTime(saving.at) })
      : saving.kind === "unsent"
        ? page.t("save-unsent", { n: saving.count })
        : page.t(saving.kind === "saving" ? "save-saving" : "save-failed");
  return html`<span class="save-pill is-${saving.kind}"><span class="glyph" aria-hidden="true">${glyph}</span><span>${text}</span></span>`;
}

/** @param {Page} page */
export function timer(page) {
  const time = page.screen?.time;
  const left = page.seconds_left;
  if (!time || left === null) return nothing;
  const level = urgency(left, time.limit_seconds);
  const may_hide = mayHideTimer(left);
  const is_hidden = page.is_timer_hidden && may_hide;
  return html`<div class="timer is-${level}" role="timer" aria-live="off">
    ${is_hidden
      ? nothing
      : html`<span class="timer-value numeric">${clock}<span><span class="visually-hidden">${page.t("time-left")} </span>${timerText(left)}</span></span>`}
    ${level === "usual" || is_hidden ? nothing : html`<span class="timer-note">${page.t(level === "last" ? "time-almost-over" : "time-short")}</span>`}
    ${may_hide
      ? html`<button class="timer-toggle" type="button" @click=${() => page.toggleTimer()}>${page.t(is_hidden ? "time-show" : "time-hide")}</button>`
      : nothing}
  </div>`;
}

/** A word beside the buttons at the foot. @param {string} glyph @param {string} text */
export const footerNote = (glyph, text) => html`<p class="footer-note"><span class="glyph" aria-hidden="true">${glyph}</span>${text}</p>`;

/** What the answer still lacks, once the person has pressed on without it. @param {Page} page */
export const lackingNote = ({ t, work }) => (work.lacks ? footerNote("!", t(work.lacks.key, work.lacks.args)) : nothing);

/** The place of the thin band about the connection, which a screen reader hears. @param {Page} page */
export const bannerPlace = (page) => html`<div class="banner-place" role="status">${banner(page)}</div>`;

/** Whether the band is shown. @param {Page} page */
export const hasBanner = (page) => banner(page) !== nothing;

/** The thin band about the connection; never a dialog. @param {Page} page */
function banner(page) {
  if (page.link.ended !== null) return nothing; // this computer is nobody's place: nothing is to be sent
  const { is_open, lost_since_ms, retry_at_ms, recovered } = page.link.connection;
  const now = performance.now();
  if (recovered && now - recovered.at_ms < RECOVERED_FOR_MS) {
    const text = recovered.count > 0 ? page.t("link-back-sent", { n: recovered.count }) : page.t("link-back");
    return html`<div class="banner is-back"><span class="glyph" aria-hidden="true">✓</span><span>${text}</span></div>`;
  }
  if (is_open || lost_since_ms === null || now - lost_since_ms < BANNER_AFTER_MS) return nothing;
  const seconds = retry_at_ms === null ? 0 : Math.max(0, Math.ceil((retry_at_ms - now) / 1000));
  const retry = seconds > 0 ? page.t("link-retry-in", { n: seconds }) : page.t("link-retrying");
  const is_long = now - lost_since_ms >= RAISED_HAND_AFTER_MS;
  return html`<div class="banner is-lost">
    <span class="glyph" aria-hidden="true">${is_long ? hand : "!"}</span>
    <span>${is_long ? html`<strong>${page.t("link-raise-hand")}</strong> ` : nothing}${page.t(page.link.is_durable ? "link-lost" : "link-lost-memory")} <span class="numeric">${retry}</span></span>
  </div>`;
}

/** What the server refused, what the proctor wrote, and what happened to the time or the seat. @param {Page} page */
export function notices(page) {
  const { screen } = page;
  // A wrong session PIN is told at its field.
  const refusal = page.refusal?.event === "enter_hall" ? null : page.refusal;
  const now = Date.parse(page.server_now ?? "");
  const is_recent = (/** @type {string} */ at) => Number.isNaN(now) || now - Date.parse(at) < NOTICE_FOR_MS;
  const messages = (screen?.messages ?? []).filter(({ id }) => !page.closed.has(`message ${id}`));
  const is_over = screen?.step === "receipt" || screen?.step === "stopped";
  const happened = (is_over ? [] : (screen?.notices ?? [])).filter((notice) => is_recent(notice.at) && !page.closed.has(noticeKey(notice)));
  if (!refusal && messages.length === 0 && happened.length === 0) return nothing;
  return html`<div class="notices">
    ${refusal
      ? html`<div class="notice is-danger"><span class="glyph" aria-hidden="true">!</span><p>${refusal.message}</p>
          <button class="button is-compact" type="button" @click=${() => page.closeRefusal()}>${page.t("close")}</button></div>`
      : nothing}
    ${messages.map(
      (message) => html`<div class="notice is-info"><span class="glyph" aria-hidden="true">✉</span>
        <p><strong>${page.t("message-from-proctor", { time: clockTime(message.at, { seconds: false }) })}</strong> ${message.text}</p>
        <button class="button is-compact" type="button" @click=${() => page.close(`message ${message.id}`)}>${page.t("message-read")}</button></div>`,
    )}
    ${happened.map(
      (notice) => html`<div class="notice is-good"><span class="glyph" aria-hidden="true">${notice.kind === "seat_changed" ? "⇄" : notice.kind === "resumed" ? "▶" : "+"}</span>
        <p>${noticeText(page, notice)}</p>
        <button class="button is-compact" type="button" @click=${() => page.close(noticeKey(notice))}>${page.t("understood")}</button></div>`,
    )}
  </div>`;
}

/** @param {import("../../shared/wire.js").SittingNotice} notice */
const noticeKey = (notice) => `${notice.kind} ${notice.at}`;

/** @param {Page} page @param {import("../../shared/wire.js").SittingNotice} notice */
function noticeText(page, notice) {
  const time = clockTime(notice.at, { seconds: false });
  const seat = notice.seat ?? page.screen?.person.seat ?? "";
  const text = page.t(`notice-${notice.kind.replaceAll("_", "-")}`, { time, seat, duration: page.durationText(notice.seconds ?? 0) });
  const reason = page.reasonText(notice.reason);
  return html`${text} ${reason ? html`<span class="soft">${page.t("reason", { reason })}</span>` : nothing}`;
}

/** A quiet screen: masthead, banner, notices, one sheet. @param {Page} page @param {unknown} content @param {string} [kind] */
export function sheet(page, content, kind = "") {
  return html`<div class="quiet">
    ${masthead(page)}
    ${bannerPlace(page)}
    <div class="quiet-main ${kind}" id="main">${notices(page)}${content}</div>
  </div>`;
}
