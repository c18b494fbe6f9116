/* From check-in to the first item: who is this, the rules, practice, waiting, and the start of a section. */

import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { unsafeHTML } from "../../vendor/lit-html/directives/unsafe-html.js";
import { helpButton, sheet } from "./parts.js";

/** @typedef {import("../page.js").Page} Page */
/** @typedef {import("../../shared/wire.js").Screen} Screen */

/** @param {Page} page @param {Screen} screen */
export function identityScreen(page, screen) {
  const { person } = screen;
  const is_busy = page.isPending("confirm_identity") || page.isPending("deny_identity");
  /** @type {[string, string | null | undefined][]} */
  const facts = [
    ["identity-number", person.number],
    ["identity-nip", person.nip_masked],
    ["identity-post", person.post],
    ["identity-office", person.office],
    ["identity-seat", person.seat],
  ];
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium">
      <div tabindex="-1" data-scene-focus class="stack">
        <h1>${page.t("identity-title")}</h1>
        <p class="identity-name">${person.name}</p>
      </div>
      <dl class="facts">
        ${facts.map(([key, value]) => (value ? html`<dt>${page.t(key)}</dt><dd class="numeric">${value}</dd>` : nothing))}
      </dl>
      <div class="button-row">
        <button class="button is-primary is-large" type="button" ?disabled=${is_busy} @click=${() => page.command("confirm_identity")}>${page.t("identity-yes")}</button>
        <button class="button is-large" type="button" ?disabled=${is_busy} @click=${() => page.command("deny_identity")}>${page.t("identity-no")}</button>
      </div>
      <p class="soft small">${page.t("identity-no-note")}</p>
    </section>`,
  );
}

/** @param {Page} page */
export function identityDeniedScreen(page) {
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium">
      <div tabindex="-1" data-scene-focus class="stack">
        <h1>${page.t("denied-title")}</h1>
        <p>${page.t("denied-note")}</p>
      </div>
      <div class="button-row">
        <button class="button is-large" type="button" @click=${() => page.leave()}>${page.t("denied-again")}</button>
      </div>
    </section>`,
  );
}

/** @param {Page} page @param {Screen} screen */
export function noticeScreen(page, screen) {
  const is_busy = page.isPending("accept_notice");
  return sheet(
    page,
    html`<section class="card stack is-wide is-reading">
      <h1 tabindex="-1" data-scene-focus>${page.t("rules-title")}</h1>
      <h2 class="visually-hidden">${screen.exam.title}</h2>
      <div class="rules prose" tabindex="0" role="region" aria-label=${page.t("rules-title")}>${unsafeHTML(screen.notice_html ?? "")}</div>
      <form
        class="stack"
        @submit=${(/** @type {SubmitEvent} */ event) => {
          event.preventDefault();
          void page.command("accept_notice");
        }}
      >
        <label class="check"><input type="checkbox" name="agree" required @change=${() => page.draw()} /><span>${page.t("rules-agree")}</span></label>
        <div class="button-row">
          <button class="button is-primary is-large" type="submit" ?disabled=${is_busy}>${page.t(is_busy ? "sending" : "rules-continue")}</button>
        </div>
      </form>
    </section>`,
  );
}

/** @param {Page} page @param {Screen} screen */
export function waitingScreen(page, screen) {
  const hall = page.link.hall;
  const is_open = hall?.is_open === true;
  const is_linked = page.link.connection.is_open;
  const is_busy = page.isPending("enter_hall");
  const refused = page.refusal?.event === "enter_hall" ? page.refusal.message : "";
  /** @type {[boolean, string][]} */
  const ticks = [
    [true, page.t("ready-identity", { name: screen.person.name })],
    [true, page.t("ready-content")],
    [is_linked, page.t(is_linked ? "ready-link" : "ready-link-missing")],
    [page.link.is_durable, page.t(page.link.is_durable ? "ready-storage" : "ready-storage-missing")],
  ];
  return sheet(
    page,
    html`<section class="card stack is-wide is-medium">
      <div class="stack" tabindex="-1" ?data-scene-focus=${!is_open}>
        <h1>${page.t(is_open ? "waiting-open-title" : "waiting-title")}</h1>
        ${!is_open && hall ? html`<p class="lead" role="status">${page.t("waiting-count", { ready: hall.ready, expected: hall.expected })}</p>` : nothing}
        ${!is_open && hall
          ? html`<progress class="waiting-progress" max=${Math.max(1, hall.expected)} .value=${hall.ready} aria-label=${page.t("waiting-progress")}></progress>`
          : nothing}
      </div>
      ${is_open ? pinForm(page, is_busy, refused) : nothing}
      <ul class="ticks" aria-label=${page.t("ready-title")}>
        ${ticks.map(
          ([is_good, text]) => html`<li class=${is_good ? "is-good" : "is-bad"}>
            <span class="glyph" aria-hidden="true">${is_good ? "✓" : "…"}</span><span>${text}</span>
          </li>`,
        )}
      </ul>
      ${is_open ? nothing : html`<p class="soft">${page.t("waiting-note")}</p>`}
      <div class="button-row">${helpButton(page)}</div>
    </section>`,
  );
}

/** @param {Page} page @param {boolean} is_busy @param {string} refused */
function pinForm(page, is_busy, refused) {
  return html`<form
    class="stack pin-form"
    autocomplete="off"
    @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement | null} */ (document.getElementById("session-pin"));
      const pin = field?.value.trim() ?? "";
      if (pin) void page.command("enter_hall", { pin });
      else field?.focus();
    }}
  >
    <div class="field">
      <label for="session-pin">${page.t("waiting-pin")}</label>
      <input
        class="input is-large is-pin"
        id="session-pin"
        name="session-pin"
        data-scene-focus
        inputmode="numeric"
        autocomplete="off"
        spellcheck="false"
        maxlength="12"
        aria-invalid=${refused ? "true" : "false"}
        aria-describedby="session-pin-hint"
      />
      ${refused ? html`<p class="error" role="alert"><span aria-hidden="true">! </span>${refused}</p>` : nothing}
      <p class="hint" id="session-pin-hint">${page.t("waiting-pin-hint")}</p>
    </div>
    <div class="button-row">
      <button class="button is-primary is-large" type="submit" ?disabled=${is_busy}>${page.t(is_busy ? "sending" : "waiting-enter")}</button>
    </div>
  </form>`;
}

/** @param {Page} page @param {Screen} screen */
export function sectionIntroScreen(page, screen) {
  const section = screen.section;
  if (!section) return nothing;
  const is_busy = page.isPending("start_section");
  const is_adaptive = section.kind === "adaptive";
  return sheet(
    page,
    html`<section class="card stack is-wide is-reading">
      <div class="stack" tabindex="-1" data-scene-focus>
        <p class="overline">${page.t("section-count", { index: section.index + 1, count: section.count })}</p>
        <h1>${section.title}</h1>
      </div>
      <ul class="intro-facts">
        <li><strong class="numeric">${section.max_items}</strong><span>${page.t(is_adaptive ? "intro-items-adaptive" : "intro-items-fixed")}</span></li>
        ${section.time_limit_seconds
          ? html`<li><strong class="numeric">${Math.round(section.time_limit_seconds / 60)}</strong><span>${page.t("intro-minutes")}</span></li>`
          : html`<li><strong aria-hidden="true">∞</strong><span>${page.t("intro-no-limit")}</span></li>`}
      </ul>
      <p class="intro-mode">${page.t(is_adaptive ? "intro-adaptive" : "intro-fixed")}</p>
      ${section.instructions_html ? html`<div class="prose">${unsafeHTML(section.instructions_html)}</div>` : nothing}
      <div class="card-actions">
        <p><span class="glyph" aria-hidden="true">◷</span> ${page.t("intro-clock-stands")}</p>
        <button class="button is-primary is-large" type="button" ?disabled=${is_busy} @click=${() => page.command("start_section", { section: section.index })}>
          ${page.t(is_busy ? "sending" : "intro-start")}
        </button>
        ${helpButton(page)}
      </div>
    </section>`,
  );
}

