/* When work rests or is over: paused, on hold, stopped, and the receipt. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { clockTime, timerText } from "../../shared/instants.js";
import { hand } from "./icons.js";
import { helpButton, savePill, sheet } from "./parts.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function pausedScreen(page, screen) {
  const time = screen.time;
  const reason = [page.reasonText(time?.paused_category), time?.paused_reason].filter(Boolean).join(" – ");
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium held">
      <p class="held-sign" aria-hidden="true">❚❚</p>
      <div class="stack" tabindex="-1" data-scene-focus>
        <h1>${page.t("paused-title")}</h1>
        <p class="lead">${page.t("paused-clock-stands")}</p>
      </div>
      <dl class="facts">
        ${reason ? html`<dt>${page.t("paused-reason")}</dt><dd>${reason}</dd>` : nothing}
        ${time?.paused_since ? html`<dt>${page.t("paused-since")}</dt><dd class="numeric">${clockTime(time.paused_since)}</dd>` : nothing}
        ${time?.paused_by ? html`<dt>${page.t("paused-by")}</dt><dd>${time.paused_by}</dd>` : nothing}
        ${time ? html`<dt>${page.t("time-left")}</dt><dd class="numeric">${timerText(page.seconds_left ?? time.remaining_seconds)}</dd>` : nothing}
      </dl>
      <p>${page.t("paused-note")}</p>
      <div class="button-row">${helpButton(page)}${savePill(page)}</div>
    </section>`,
  );
}

/** @param {Page} page @param {Screen} screen */
export function onHoldScreen(page, screen) {
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium held">
      <p class="held-sign" aria-hidden="true">${hand}</p>
      <div class="stack" tabindex="-1" data-scene-focus>
        <h1>${page.t("hold-title")}</h1>
        <p>${page.t("hold-note")}</p>
      </div>
      <dl class="facts">
        <dt>${page.t("identity-name")}</dt><dd>${screen.person.name}</dd>
        ${screen.person.seat ? html`<dt>${page.t("identity-seat")}</dt><dd class="numeric">${screen.person.seat}</dd>` : nothing}
      </dl>
      <div class="button-row">${savePill(page)}</div>
    </section>`,
  );
}

/** @param {Page} page @param {Screen} screen */
export function stoppedScreen(page, screen) {
  const finish = screen.finish;
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium held">
      <p class="held-sign" aria-hidden="true">■</p>
      <div class="stack" tabindex="-1" data-scene-focus>
        <h1>${page.t("stopped-title")}</h1>
        <p>${page.t("stopped-note")}</p>
      </div>
      ${finish ? receiptFacts(page, finish) : nothing}
      ${leaving(page)}
    </section>`,
  );
}

/** @param {Page} page @param {Screen} screen */
export function receiptScreen(page, screen) {
  const finish = screen.finish;
  if (!finish) return nothing;
  const why_key = `receipt-why-${finish.reason.replaceAll("_", "-")}`;
  const why = page.t(why_key);
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium receipt">
      <div class="receipt-head"><p class="receipt-sign" aria-hidden="true">✓</p><h1>${page.t("receipt-title")}</h1></div>
      <div class="stack" tabindex="-1" data-scene-focus>
        <p class="lead">${page.t("receipt-received", { answered: finish.answered, total: finish.total, time: clockTime(finish.at) })}</p>
        ${why === why_key ? nothing : html`<p>${why}</p>`}
      </div>
      ${receiptFacts(page, finish)}
      <p>${page.t("receipt-code-note")}</p>
      ${leaving(page)}
    </section>`,
  );
}

/** @param {Page} page @param {import("../../shared/wire.js").Finish} finish */
function receiptFacts(page, finish) {
  const person = page.screen?.person;
  return html`<div class="receipt-slip">
    <p class="overline">${page.t("receipt-code")}</p>
    <p class="receipt-code code">${finish.code}</p>
    <p class="soft small">${person?.name ?? ""} · <span class="numeric">${person?.number ?? ""}</span> · <span class="numeric">${clockTime(finish.at)}</span></p>
  </div>`;
}

/** @param {Page} page */
function leaving(page) {
  return page.may_leave
    ? html`<p class="notice is-good"><span class="glyph" aria-hidden="true">✓</span>${page.t("receipt-complete")}</p>
        <div class="button-row"><button class="button is-large" type="button" @click=${() => page.leave()}>${page.t("receipt-leave")}</button></div>`
    : html`<p class="notice is-warn"><span class="glyph" aria-hidden="true">⤓</span>${page.t("receipt-incomplete", { n: page.link.waiting.length })}</p>`;
}
