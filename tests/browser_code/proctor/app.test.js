import assert from "node:assert/strict";
import { test } from "node:test";

import { createApp } from "../../../static/proctor/app.js";
import { hall, push, row, texts } from "./a_hall.js";

/** A page without a document: its clock is turned by hand, and the line answers what the test says. */
function page(...outcomes) {
  const sent = [];
  const clock = { now: 0 };
  const later = [];
  let ids = 0;
  const app = createApp({
    hall_id: "hall-1", t: texts("id"), now: () => clock.now, after: (_ms, act) => void later.push(act), paint: () => undefined, view: "map", keepView: () => undefined,
  });
  app.useLine({
    newId: () => `id-${(ids += 1)}`,
    send: async (name, fields, { command_id } = {}) => {
      sent.push({ name, ...fields, command_id });
      return outcomes.shift() ?? { kind: "done", ack: { ok: true } };
    },
  });
  app.onBoard(push([row("01"), row("02")]));
  return { app, sent, clock, later };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const filled = { category: "network", reason: "kabel" };
const done = (ack = {}) => ({ kind: "done", ack: { ok: true, ...ack } });
const refused = (code, message) => ({ kind: "refused", error: { kind: "refused", code, message } });

test("what is wrong when the page opens is shown; what begins later is said aloud", () => {
  const { app } = page();
  assert.equal(app.shown.announcement, "");
  app.onRows({ rows: [row("02", { version: 2, is_connected: false })], server_time: "2026-11-21T02:00:01Z" });
  assert.equal(app.shown.announcement, "Kursi 02, Peserta 02: komputer terputus.");
});

test("many incidents at once are counted, not read out one by one", () => {
  const { app } = page();
  const rows = ["01", "02", "03", "04"].map((seat) => row(seat, { version: 2, is_connected: false }));
  app.onRows({ rows, server_time: "2026-11-21T02:00:01Z" });
  assert.equal(app.shown.announcement, "4 kejadian baru.");
});

test("a form with holes is not sent, and names them", () => {
  const { app, sent } = page();
  app.ask("pause_sitting", "sitting-01");
  app.submit({});
  assert.deepEqual(app.shown.dialog.problems.map(({ field }) => field), ["category", "reason"]);
  assert.deepEqual(sent, []);
});

test("a done action closes its dialog, shows the new row at once and says what was done", async () => {
  const { app, sent } = page(done({ row: row("01", { version: 2, state: "paused" }) }));
  app.ask("pause_sitting", "sitting-01");
  app.submit(filled);
  assert.equal(app.shown.dialog.state, "sending");
  await settled();
  assert.deepEqual(sent, [{ name: "pause_sitting", hall_id: "hall-1", sitting_id: "sitting-01", ...filled, command_id: "id-1" }]);
  assert.equal(app.shown.dialog, null);
  assert.equal(app.board.rows.get("sitting-01").row.state, "paused");
  assert.deepEqual(app.shown.toasts.map(({ text, kind }) => [text, kind]), [["Peserta 01 dijeda.", "good"]]);
});

test("a refusal stays in the dialog, and the corrected form is a new command", async () => {
  const { app, sent } = page(refused("already-paused", "Sudah dijeda."), done());
  app.ask("pause_sitting", "sitting-01");
  app.submit(filled);
  await settled();
  assert.deepEqual([app.shown.dialog.state, app.shown.dialog.error], ["filling", "Sudah dijeda."]);
  app.submit(filled);
  await settled();
  assert.deepEqual(sent.map(({ command_id }) => command_id), ["id-1", "id-2"]);
});

test("what the server never answered is sent again under the same id, unless the form changed", async () => {
  const { app, sent } = page({ kind: "unanswered" }, { kind: "unanswered" }, done());
  app.ask("give_time", "sitting-01");
  app.submit({ ...filled, minutes: "5" });
  await settled();
  assert.equal(app.shown.dialog.state, "unanswered");
  app.submit({ ...filled, minutes: "5" });
  await settled();
  app.submit({ ...filled, minutes: "10" });
  await settled();
  assert.deepEqual(sent.map(({ command_id, seconds }) => [command_id, seconds]), [["id-1", 300], ["id-1", 300], ["id-2", 600]]);
});

test("a dialog closed while sending does not lose its outcome", async () => {
  const { app } = page(refused("x", "Ruang sudah ditutup."));
  app.ask("pause_hall");
  app.submit(filled);
  app.closeDialog();
  await settled();
  assert.deepEqual(app.shown.toasts.map(({ kind }) => kind), ["info", "danger"]);
  assert.match(app.shown.toasts[1].text, /Ruang sudah ditutup/);
});

test("success fades by itself, failure stays until it is closed", async () => {
  const { app, later } = page(done(), refused("x", "Tidak bisa."));
  app.ask("open_hall");
  app.submit({});
  await settled();
  app.ask("pause_hall");
  app.submit(filled);
  app.closeDialog();
  await settled();
  for (const act of later) act();
  assert.deepEqual(app.shown.toasts.map(({ kind }) => kind), ["danger"]);
});

test("a login that is over is said for the whole page", async () => {
  const { app } = page(refused("not-logged-in", "Masuk lagi."));
  app.ask("open_hall");
  app.submit({});
  await settled();
  assert.deepEqual([app.shown.connection.state, app.shown.connection.why], ["refused", "Masuk lagi."]);
});

test("the PIN is fetched when it is asked for, hidden without asking, and fetched again when the hall changed", async () => {
  const { app, sent } = page(done({ pin: "482913" }), done({ pin: "771204" }));
  app.togglePin();
  await settled();
  assert.deepEqual([app.shown.pin.value, app.shown.pin.is_shown], ["482913", true]);
  app.togglePin();
  app.togglePin();
  assert.equal(sent.length, 1);
  app.onRows({ rows: [], hall: hall({ version: 2 }), server_time: "2026-11-21T02:00:01Z" });
  await settled();
  assert.equal(app.shown.pin.value, "771204");
});

test("an opened person's history is fetched again when there is more of it, but not at every answer", async () => {
  const detail = { timeline: [], ledger: [], person: {} };
  const { app, sent, clock } = page(done({ detail }), done({ detail }));
  app.open("sitting-01");
  await settled();
  const later_row = (version) => app.onRows({ rows: [row("01", { version })], server_time: "2026-11-21T02:00:01Z" });
  later_row(2);
  assert.equal(sent.length, 1);
  clock.now = 2500;
  later_row(3);
  await settled();
  assert.deepEqual(sent.map(({ name }) => name), ["open_sitting", "open_sitting"]);
  assert.equal(app.shown.opened.version, 3);
});

test("a filter remembers when it was set, and clearing it forgets everything", () => {
  const { app, clock } = page();
  clock.now = 4000;
  app.toggleChip("lost");
  assert.deepEqual([app.shown.filter.chip, app.shown.filter.set_at], ["lost", 4000]);
  app.toggleChip("lost");
  assert.equal(app.shown.filter.chip, null);
  app.search("siti");
  app.clearFilter();
  assert.equal(app.shown.filter.query, "");
});
