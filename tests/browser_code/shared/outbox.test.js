import assert from "node:assert/strict";
import { test } from "node:test";

import {
  added,
  ageOf,
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
} from "../../../static/shared/outbox.js";

/** @param {string} command_id @param {object} [fields] */
const entry = (command_id, fields = {}) => ({
  command_id,
  owner: "P-1#exam",
  event: "submit_response",
  payload: { section: 0, position: 1, response: { choice: 2 } },
  sequence: 1,
  page_id: "page",
  made_ms: 1_000,
  made_wall_ms: 500_000,
  known_age_ms: 0,
  attempts: 0,
  failures: 0,
  is_kept: true,
  ...fields,
});

const situation = { is_open: true, receipt_at: null, oldest_age_ms: 0 };

test("entries are given out oldest first, one at a time", () => {
  const box = outboxOf([
    entry("second", { sequence: 2, payload: { section: 0, position: 2 } }),
    entry("first", { sequence: 1 }),
  ]);
  const first = nextToSend(box, "P-1#exam", "main", 0);
  assert.equal(first?.command_id, "first");
  const after_sending = sent(box, "first");
  assert.equal(nextToSend(after_sending, "P-1#exam", "main", 0), null);
  const after_ack = settled(after_sending, "first");
  assert.equal(nextToSend(after_ack, "P-1#exam", "main", 0)?.command_id, "second");
});

test("an entry of another person is never given out and never dropped", () => {
  const box = outboxOf([entry("theirs", { owner: "P-2#exam" })]);
  assert.equal(nextToSend(box, "P-1#exam", "main", 0), null);
  assert.equal(nextToSend(box, null, "main", 0), null);
  assert.equal(nextToSend(box, "P-2#exam", "main", 0)?.command_id, "theirs");
  assert.equal(waitingOf(box, "P-1#exam").length, 0);
});

test("a call for help does not wait behind an answer", () => {
  const box = sent(outboxOf([entry("answer"), entry("help", { event: "call_proctor", sequence: 2, payload: {} })]), "answer");
  assert.equal(nextToSend(box, "P-1#exam", "main", 0), null);
  assert.equal(nextToSend(box, "P-1#exam", "side", 0)?.command_id, "help");
});

test("an unsent answer is replaced by a later one about the same item", () => {
  const { outbox } = added(outboxOf(), entry("old"));
  const { outbox: box, replaced } = added(outbox, entry("new", { sequence: 2 }));
  assert.deepEqual(replaced, ["old"]);
  assert.deepEqual(box.entries.map((held) => held.command_id), ["new"]);
});

test("an answer that was sent once is kept beside a later one, because the server may have it", () => {
  const once = postponed(sent(outboxOf([entry("old")]), "old"), "old", 0, { has_failed: false });
  const { outbox: box, replaced } = added(once, entry("new", { sequence: 2 }));
  assert.deepEqual(replaced, []);
  assert.deepEqual(box.entries.map((held) => held.command_id), ["old", "new"]);
});

test("an answer about another item, section, person or of another kind replaces nothing", () => {
  const held = outboxOf([entry("old")]);
  for (const fields of [
    { payload: { section: 0, position: 2 } },
    { payload: { section: 1, position: 1 } },
    { owner: "P-2#exam" },
    { event: "flag_item" },
    { event: "finish_section" },
  ]) {
    assert.deepEqual(added(held, entry("new", { sequence: 2, ...fields })).replaced, []);
  }
});

test("waits grow 1, 2, 4, 8, 8 seconds", () => {
  let box = outboxOf([entry("one")]);
  const waits = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    box = postponed(sent(box, "one"), "one", 0, { has_failed: false });
    waits.push(box.lanes.main.retry_at_ms);
  }
  assert.deepEqual(waits, [1000, 2000, 4000, 8000, 8000]);
});

test("nothing is given out while a wait runs, and at once after a reconnect", () => {
  const box = postponed(sent(outboxOf([entry("one")]), "one"), "one", 10_000, { has_failed: false });
  assert.equal(nextToSend(box, "P-1#exam", "main", 10_500), null);
  assert.equal(retryAt(box, "P-1#exam", "main"), 11_000);
  assert.equal(nextToSend(box, "P-1#exam", "main", 11_000)?.command_id, "one");
  assert.equal(nextToSend(reconnected(box), "P-1#exam", "main", 10_001)?.command_id, "one");
});

test("a reconnect keeps the same command id and the count of attempts", () => {
  const box = reconnected(sent(outboxOf([entry("one")]), "one"));
  assert.equal(box.entries[0]?.command_id, "one");
  assert.equal(box.entries[0]?.attempts, 1);
});

test("a sequence is above everything held, of whomever", () => {
  assert.equal(nextSequence(outboxOf()), 1);
  assert.equal(nextSequence(outboxOf([entry("one", { sequence: 7, owner: "P-2#exam" })])), 8);
});

test("age is monotonic within a page life, whatever the wall clock does", () => {
  const held = entry("one");
  assert.equal(ageOf(held, { page_id: "page", now_ms: 4_000, wall_ms: 500_000 - 3_600_000 }), 3_000);
  assert.equal(ageOf(held, { page_id: "page", now_ms: 4_000, wall_ms: 500_000 + 3_600_000 }), 3_000);
});

test("age after a reload comes from the wall clock, with the age written down as its floor", () => {
  const held = entry("one", { known_age_ms: 2_500 });
  assert.equal(ageOf(held, { page_id: "later", now_ms: 10, wall_ms: 520_000 }), 20_000);
  assert.equal(ageOf(held, { page_id: "later", now_ms: 10, wall_ms: 400_000 }), 2_500);
});

test("saved is said only with a receipt and nothing waiting", () => {
  assert.deepEqual(saveState(outboxOf(), "P-1#exam", situation), { kind: "none" });
  const receipt = { ...situation, receipt_at: "2026-11-21T09:41:07+07:00" };
  assert.deepEqual(saveState(outboxOf(), "P-1#exam", receipt), { kind: "saved", at: "2026-11-21T09:41:07+07:00" });
  assert.equal(saveState(outboxOf([entry("one")]), "P-1#exam", receipt).kind, "saving");
});

test("unsent answers are counted when the link is down or an answer is late", () => {
  const box = outboxOf([
    entry("one"),
    entry("two", { sequence: 2, payload: { section: 0, position: 2 } }),
    entry("end", { sequence: 3, event: "finish_section", payload: { section: 0 } }),
  ]);
  assert.deepEqual(saveState(box, "P-1#exam", { ...situation, is_open: false }), { kind: "unsent", count: 2 });
  assert.deepEqual(saveState(box, "P-1#exam", { ...situation, oldest_age_ms: 5_000 }), { kind: "unsent", count: 2 });
  assert.equal(unsentAnswers(box, "P-1#exam"), 2);
});

test("an answer and a flag on one item count once", () => {
  const box = outboxOf([entry("answer"), entry("flag", { sequence: 2, event: "flag_item" })]);
  assert.equal(unsentAnswers(box, "P-1#exam"), 1);
});

test("kept on this computer is never said of what is only in memory", () => {
  const box = noted(outboxOf([entry("one")]), "one", false);
  assert.deepEqual(saveState(box, "P-1#exam", { ...situation, is_open: false, oldest_age_ms: 20_000 }), { kind: "saving" });
  assert.deepEqual(saveState(box, "P-1#exam", { ...situation, is_open: false, oldest_age_ms: 61_000 }), { kind: "failed" });
});

test("the third failure of the server raises the alarm, silence does not", () => {
  let failed = outboxOf([entry("one")]);
  let silent = outboxOf([entry("one")]);
  for (let time = 0; time < 3; time += 1) {
    failed = postponed(sent(failed, "one"), "one", 0, { has_failed: true });
    silent = postponed(sent(silent, "one"), "one", 0, { has_failed: false });
  }
  assert.equal(saveState(failed, "P-1#exam", situation).kind, "failed");
  assert.equal(saveState(silent, "P-1#exam", { ...situation, is_open: false }).kind, "unsent");
});

test("a call for help that waits does not unsay what is saved", () => {
  const box = outboxOf([entry("help", { event: "call_proctor", payload: {} })]);
  assert.equal(saveState(box, "P-1#exam", { ...situation, receipt_at: "2026-11-21T09:41:07Z" }).kind, "saved");
});
