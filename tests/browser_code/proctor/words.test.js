import assert from "node:assert/strict";
import { test } from "node:test";

import { durationText, helpWord, keyOf, signedTime, timelineText, waitText } from "../../../static/proctor/words.js";
import { texts } from "./a_hall.js";

const t = texts("id");

test("wire names become text keys", () => {
  assert.deepEqual(["pause_sitting", "SittingPaused", "timeline-seat-changed"].map(keyOf), ["pause-sitting", "sitting-paused", "timeline-seat-changed"]);
});

test("durations are said in the largest units that matter", () => {
  assert.deepEqual([8, 60, 75, 3600, 4350].map((seconds) => durationText(t, seconds)), ["8 dtk", "1 mnt", "1 mnt 15 dtk", "1 j 0 mnt", "1 j 12 mnt"]);
  assert.deepEqual([0.4, 59, 119].map((seconds) => waitText(t, seconds)), ["0 dtk", "59 dtk", "1 mnt"]);
});

test("a ledger's entry has its sign", () => {
  assert.deepEqual([300, -40].map(signedTime), ["+5:00", "−0:40"]);
});

test("a word that has no text yet is shown as it came", () => {
  assert.equal(helpWord(t, "network"), "Jaringan");
  assert.equal(helpWord(t, "fire"), "fire");
  assert.equal(timelineText(t, { at: "", key: "timeline-moon-landed" }), "moon landed");
});

test("the history speaks in sentences, with sections counted from one", () => {
  const said = (key, given) => timelineText(t, { at: "", key, arguments: given });
  assert.equal(said("timeline-time-granted", { seconds: 300, reason: "kabel" }), "Waktu ditambah 5 mnt");
  assert.equal(said("timeline-focus-lost", { lost_ms: 12_000 }), "Meninggalkan jendela ujian 12 dtk");
  assert.equal(said("timeline-help-requested", { reason: "network" }), "Memanggil pengawas: Jaringan");
  assert.equal(said("timeline-section-finished", { section: 1, reason: "time_up" }), "Bagian 2 selesai: waktu habis");
});
